import type { CreationAttributes, Model, ModelStatic, Transaction } from 'sequelize';
import { Expense } from './expense.ts';
import { Lease, type LeaseStatus } from './lease.ts';
import { MaintenanceRequest, REQUEST_PRIORITIES, type RequestStatus } from './maintenance_request.ts';
import { PAYMENT_METHODS, Payment } from './payment.ts';
import { Property, type PropertyStatus } from './property.ts';
import { PropertyTag } from './property_tag.ts';
import { Random } from './random.ts';
import { AMENITIES, PROPERTIES, REQUEST_TEMPLATES, ROOMS, SINCE, STAFF, TAGS, TENANTS, VENDORS } from './seed_data.ts';
import { sequelize } from './sequelize.ts';
import { Tag } from './tag.ts';
import { Tenant } from './tenant.ts';
import { User, type UserRole } from './user.ts';

/** "Today" in the seeded data: no clock is read, so that it is the same on every machine and on every day. */
const TODAY = '2026-01-15';
const DEFAULT_REQUESTS = 160;
const CHUNK_ROWS = 1_000;
const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;

const FIXED_COSTS = ['insurance', 'tax', 'utilities', 'cleaning'] as const;

type Row<M extends Model> = CreationAttributes<M>;
type Range = [least: number, most: number];

/** Whether the database is empty, or has fewer maintenance requests than are asked for. */
export async function shouldSeed(requests?: number | undefined): Promise<boolean> {
  if ((await User.count()) === 0) return true;
  return requests !== undefined && (await MaintenanceRequest.count()) < requests;
}

/**
 * Adds the rows that are missing, up to so many maintenance requests, all or none. Each row is made from its place in
 * its list alone: request 900 is the same whether it comes with the first seeding or with a later one.
 */
export async function seedDatabase({
  requests = DEFAULT_REQUESTS,
  log,
}: {
  requests?: number | undefined;
  log: (line: string) => void;
}): Promise<void> {
  const leases = makeLeases();
  const requestRows = Array.from({ length: requests }, (_, index) => makeRequest(index, leases));
  await sequelize.transaction(async (transaction) => {
    const insert = { transaction, log };
    await insertMissing(User, makeUsers(), insert);
    await insertMissing(Tenant, makeTenants(), insert);
    await insertMissing(Property, makeProperties(leases), insert);
    await insertMissing(Tag, makeTags(), insert);
    await PropertyTag.bulkCreate(makePropertyTags(), { ignoreDuplicates: true, transaction });
    await insertMissing(Lease, leases, insert);
    await insertMissing(Payment, makePayments(leases), insert);
    await insertMissing(MaintenanceRequest, requestRows, insert);
    await insertMissing(Expense, makeExpenses(requestRows), insert);
  });
}

/** Inserts the rows whose id is not there yet, and moves the table's sequence past them. */
async function insertMissing<M extends Model>(
  model: ModelStatic<M>,
  rows: (Row<M> & { id?: number | undefined })[],
  { transaction, log }: { transaction: Transaction; log: (line: string) => void },
): Promise<void> {
  const present = await model.findAll({ attributes: ['id'], transaction });
  const ids = new Set(present.map((row) => row.get('id')));
  const missing = rows.filter(({ id }) => !ids.has(id));
  if (missing.length === 0) return;
  for (let start = 0; start < missing.length; start += CHUNK_ROWS) {
    const chunk = missing.slice(start, start + CHUNK_ROWS);
    await model.bulkCreate(chunk, { transaction });
    log(`Seeded ${model.tableName}: ${start + chunk.length} of ${missing.length}`);
  }
  await sequelize.query(
    `SELECT setval(pg_get_serial_sequence('${model.tableName}', 'id'), (SELECT max(id) FROM "${model.tableName}"))`,
    { transaction },
  );
}

function makeUsers(): Row<User>[] {
  const people: [string, string, UserRole][] = [
    ...STAFF,
    ...TENANTS.map(([first, last]): [string, string, UserRole] => [first, last, 'tenant']),
  ];
  return people.map(([firstName, lastName, role], index): Row<User> => {
    const random = new Random(`user ${index}`);
    const createdAt = before(random.between(30, 900) * DAY_MINUTES);
    return {
      id: index + 1,
      email: `${asciiWord(firstName)}.${asciiWord(lastName)}@example.com`,
      firstName,
      lastName,
      phone: random.chance(0.85) ? `(503) 555-01${String(index).padStart(2, '0')}` : null,
      role,
      // Nobody's hash: the demo checks no password. The word in it makes a leak easy to find.
      passwordHash: `$2b$12$CANARY-passwordHash-7f3a.${String(index + 1).padStart(28, '0')}`,
      createdAt,
      updatedAt: createdAt,
    };
  });
}

function asciiWord(name: string): string {
  const letters: Record<string, string> = { ł: 'l', ø: 'o', æ: 'ae', ð: 'd' };
  return name
    .toLowerCase()
    .replace(/[łøæð]/g, (letter) => letters[letter]!)
    .normalize('NFD')
    .replace(/[^a-z]/g, '');
}

function makeTenants(): Row<Tenant>[] {
  return TENANTS.map(([, lastName], index): Row<Tenant> => {
    const random = new Random(`tenant ${index}`);
    return {
      id: index + 1,
      userId: STAFF.length + index + 1,
      emergencyContact: random.chance(0.8) ? `${random.pick(TENANTS)[0]} ${lastName}` : null,
      moveInDate: addDays(TODAY, -random.between(20, 1200)),
      preferences: {
        contactBy: random.pick(['email', 'phone', 'text'] as const),
        language: random.chance(0.85) ? 'en' : random.pick(['es', 'fr', 'vi']),
        pets: random.chance(0.3) ? [random.pick(['cat', 'dog', 'parrot'])] : [],
      },
    };
  });
}

/** Every tenant has one lease; every fourth had another one before it. */
function makeLeases(): Row<Lease>[] {
  const leases: Row<Lease>[] = [];
  for (const [index] of TENANTS.entries()) {
    const random = new Random(`lease ${index}`);
    const status = leaseStatus(index, random);
    const propertyId = ((index * 7) % PROPERTIES.length) + 1;
    leases.push(makeLease(leases.length + 1, propertyId, index + 1, status, random));
    if (index % 4 === 0) {
      const formerId = ((index * 7 + 11) % PROPERTIES.length) + 1;
      leases.push(makeLease(leases.length + 1, formerId, index + 1, 'expired', random));
    }
  }
  return leases;
}

/** The first tenants fill the homes one by one; the others share, have left, or have yet to come. */
function leaseStatus(index: number, random: Random): LeaseStatus {
  const isSecondInHome = index >= PROPERTIES.length;
  if (!isSecondInHome) return index % 4 === 2 ? random.pick(['expired', 'terminated'] as const) : 'active';
  return random.pick(['active', 'upcoming', 'expired', 'terminated', 'expired'] as const);
}

function makeLease(id: number, propertyId: number, tenantId: number, status: LeaseStatus, random: Random): Row<Lease> {
  const daysAgo: Record<LeaseStatus, Range> = {
    upcoming: [-60, -7],
    active: [20, 330],
    expired: [420, 900],
    terminated: [200, 350],
  };
  const startDate = addDays(TODAY, -random.between(...daysAgo[status]));
  const rent = rentOf(propertyId) - random.between(0, 4) * 25;
  return {
    id,
    propertyId,
    tenantId,
    status,
    startDate,
    endDate: addDays(startDate, status === 'terminated' ? random.between(60, 180) : 365),
    rent: dollars(rent),
    deposit: dollars(rent * 1.5),
  };
}

function rentOf(propertyId: number): number {
  const random = new Random(`rent ${propertyId}`);
  const base = { studio: 850, apartment: 1200, loft: 1550, townhouse: 1700, house: 1900 };
  return base[PROPERTIES[propertyId - 1]![3]] + random.between(0, 24) * 25;
}

function makeProperties(leases: Row<Lease>[]): Row<Property>[] {
  const occupied = new Set(leases.filter(({ status }) => status === 'active').map(({ propertyId }) => propertyId));
  return PROPERTIES.map(([name, address, city, type], index): Row<Property> => {
    const random = new Random(`property ${index}`);
    const id = index + 1;
    const status: PropertyStatus = occupied.has(id) ? 'occupied' : random.chance(0.35) ? 'renovation' : 'available';
    const bedrooms = { studio: 0, loft: 1, apartment: random.between(1, 3), townhouse: 3, house: random.between(2, 4) };
    const createdAt = before(random.between(400, 1500) * DAY_MINUTES);
    return {
      id,
      name,
      address,
      city,
      type,
      status,
      bedrooms: bedrooms[type],
      bathrooms: Math.max(1, bedrooms[type] - random.pick([0.5, 1, 1.5])).toFixed(1),
      squareFeet: 420 + bedrooms[type] * 290 + random.between(0, 12) * 10,
      rent: dollars(rentOf(id)),
      availableFrom: status === 'occupied' ? null : addDays(TODAY, random.between(-10, 75)),
      amenities: random.sample(AMENITIES, random.between(2, 5)),
      createdAt,
      updatedAt: createdAt,
    };
  });
}

function makeTags(): Row<Tag>[] {
  return TAGS.map(([name, color], index): Row<Tag> => ({ id: index + 1, name, color }));
}

function makePropertyTags(): Row<PropertyTag>[] {
  const tagIds = TAGS.map((_, index) => index + 1);
  return PROPERTIES.flatMap((_, index) => {
    const random = new Random(`tags ${index}`);
    return random
      .sample(tagIds, random.between(0, 4))
      .map((tagId): Row<PropertyTag> => ({ propertyId: index + 1, tagId }));
  });
}

/** The rent of the last six months of each lease that has begun. */
function makePayments(leases: Row<Lease>[]): Row<Payment>[] {
  const payments: Row<Payment>[] = [];
  for (const lease of leases) {
    const random = new Random(`payments ${lease.id}`);
    const method = random.pick(PAYMENT_METHODS);
    const end = lease.endDate < TODAY ? lease.endDate : TODAY;
    for (const dueDate of lastMonths(end, 6).filter((day) => day >= lease.startDate)) {
      const isPaid = dueDate < '2026-01-01' || random.chance(0.7);
      const status = isPaid ? (random.chance(0.02) ? 'refunded' : 'paid') : random.pick(['pending', 'failed'] as const);
      const daysLate = random.chance(0.8) ? -random.between(0, 3) : random.between(1, 9);
      payments.push({
        id: payments.length + 1,
        leaseId: lease.id!,
        amount: lease.rent,
        dueDate,
        paidAt: isPaid ? at(addDays(dueDate, daysLate), random.between(7 * 60, 21 * 60)) : null,
        method,
        status,
      });
    }
  }
  return payments;
}

function makeRequest(index: number, leases: Row<Lease>[]): Row<MaintenanceRequest> {
  const random = new Random(`request ${index}`);
  const template = REQUEST_TEMPLATES[(index * 12) % REQUEST_TEMPLATES.length]!;
  const lease = random.pick(leases.filter(({ status }) => status === 'active'));
  const isVacant = random.chance(0.12);
  const status = requestStatus(random);
  const isDone = status === 'completed' || status === 'cancelled';
  const reportedAt = before(random.between(2 * 60, (isDone ? 300 : 75) * DAY_MINUTES));
  const completedAt = status === 'completed' ? later(reportedAt, random.between(4 * 60, 20 * DAY_MINUTES)) : null;
  const words = { room: random.pick(ROOMS), since: random.pick(SINCE) };
  return {
    id: index + 1,
    propertyId: isVacant ? random.between(1, PROPERTIES.length) : lease.propertyId,
    tenantId: isVacant ? null : lease.tenantId,
    title: fill(template.title, words),
    description: fill(template.description, words),
    priority: random.chance(0.75) ? template.priority : random.pick(REQUEST_PRIORITIES),
    status,
    category: template.category,
    reportedAt,
    completedAt,
    estimatedCost: random.chance(0.7) ? dollars(Math.round(random.between(...template.cost) / 5) * 5) : null,
    createdAt: reportedAt,
    updatedAt: completedAt ?? later(reportedAt, random.between(5, 2 * DAY_MINUTES)),
  };
}

function requestStatus(random: Random): RequestStatus {
  const number = random.next();
  if (number < 0.47) return 'open';
  if (number < 0.76) return 'in_progress';
  return number < 0.94 ? 'completed' : 'cancelled';
}

function fill(text: string, words: { room: string; since: string }): string {
  return text.replace(/\{(room|since)\}/g, (_, key: 'room' | 'since') => words[key]);
}

/** The year's fixed costs of each property, and the bills of completed requests. */
function makeExpenses(requests: Row<MaintenanceRequest>[]): Row<Expense>[] {
  const fixed = PROPERTIES.flatMap((_, index) => makeFixedExpenses(index));
  const repairs = requests.slice(0, DEFAULT_REQUESTS).flatMap((request): Row<Expense>[] => {
    if (!request.completedAt) return [];
    const random = new Random(`repair ${request.id}`);
    return [
      {
        id: fixed.length + request.id!,
        propertyId: request.propertyId,
        maintenanceRequestId: request.id!,
        amount: dollars(Number(request.estimatedCost ?? 100) * (0.8 + random.next() / 2)),
        category: 'repair',
        vendor: random.pick(VENDORS.repair),
        incurredOn: request.completedAt.toISOString().slice(0, 10),
      },
    ];
  });
  return [...fixed, ...repairs];
}

function makeFixedExpenses(index: number): Row<Expense>[] {
  const random = new Random(`expenses ${index}`);
  const costs: Record<(typeof FIXED_COSTS)[number], Range> = {
    insurance: [480, 1300],
    tax: [1800, 5200],
    utilities: [60, 320],
    cleaning: [90, 260],
  };
  return FIXED_COSTS.map(
    (category, place): Row<Expense> => ({
      id: index * FIXED_COSTS.length + place + 1,
      propertyId: index + 1,
      maintenanceRequestId: null,
      amount: dollars(random.between(...costs[category]) + random.next()),
      category,
      vendor: random.pick(VENDORS[category]),
      incurredOn: addDays(TODAY, -random.between(5, 360)),
    }),
  );
}

function dollars(amount: number): string {
  return amount.toFixed(2);
}

function at(day: string, minutes: number): Date {
  return new Date(Date.parse(day) + minutes * MINUTE_MS);
}

function before(minutes: number): Date {
  return at(TODAY, -minutes);
}

/** So many minutes later, but not after "today". */
function later(date: Date, minutes: number): Date {
  return new Date(Math.min(date.getTime() + minutes * MINUTE_MS, Date.parse(TODAY)));
}

function addDays(day: string, days: number): string {
  return at(day, days * DAY_MINUTES)
    .toISOString()
    .slice(0, 10);
}

/** The first days of the `count` months that end with the month of `day`: `2026-01-15`, 2 → `2025-12-01`, `2026-01-01`. */
function lastMonths(day: string, count: number): string[] {
  const [year, month] = day.split('-').map(Number) as [number, number];
  return Array.from({ length: count }, (_, index) =>
    new Date(Date.UTC(year, month - count + index, 1)).toISOString().slice(0, 10),
  );
}
