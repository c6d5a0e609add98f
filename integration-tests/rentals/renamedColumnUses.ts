/** A file of the rentals application, and a text on those of its lines that are meant. */
export type Line = readonly [file: string, text: string];

/** A column, and by hand every place that uses it. */
export interface Column {
  readonly model: string;
  readonly name: string;
  /** Where its model is. */
  readonly file: string;
  readonly uses: readonly Line[];
  /** Those of them that neither tsc nor `livegraft check` names. */
  readonly unnamed?: readonly Line[];
  /** What tsc names where a use is out of its sight: what is given a table of names, or an object without a type of its own. */
  readonly namedInstead?: readonly Line[];
}

const SEED = 'schema/seed.ts';
const LEASE = 'schema/lease.ts';
const REQUEST = 'schema/maintenance_request.ts';
const PAYMENT = 'schema/payment.ts';
const PROPERTY = 'schema/property.ts';
const USER = 'schema/user.ts';
const view = (name: string) => `views/rentals/${name}`;

/** A spread may have keys that its target does not know. */
const WRITES: Line = [view('edit_maintenance.ts'), '        ...data,'];

// The type of a table is what stands in it: tsc sees that a name is wrong where the table is used.
const ORDERS_OF_REQUESTS: Line = [view('maintenance_list.ts'), '.orderBy(...ORDERS'];
const ORDERS_OF_LEASES: Line = [view('lease_list.ts'), '.orderBy(...ORDERS'];
const SEEDED_USERS: Line = [SEED, 'return people.map('];
const SEEDED_HOMES: Line = [SEED, 'return PROPERTIES.map('];

export const columns: readonly Column[] = [
  {
    model: 'MaintenanceRequest',
    name: 'title',
    file: REQUEST,
    uses: [
      [REQUEST, "toString: ['title']"],
      [REQUEST, 'this.title'],
      [SEED, 'title: fill('],
      [view('dashboard.njk'), 'request.title'],
      [view('edit_maintenance.ts'), ".values('title'"],
      [view('maintenance_list.njk'), 'request.title'],
      [view('maintenance_list.ts'), "title: ['title'"],
      [view('maintenance_list.ts'), '{ title: pattern }'],
      [view('maintenance_list.ts'), 'completed.title'],
      [view('new_maintenance.ts'), 'MaintenanceRequest.create({ ...data'],
      [view('edit_maintenance.ts'), '        ...data,'],
      [view('tenant.njk'), 'request.title'],
    ],
    unnamed: [
      WRITES,
      [view('maintenance_list.njk'), 'Done: {{ request.title }}'],
      [view('maintenance_list.ts'), "title: ['title'"],
    ],
    namedInstead: [ORDERS_OF_REQUESTS],
  },
  {
    model: 'MaintenanceRequest',
    name: 'priority',
    file: REQUEST,
    uses: [
      [REQUEST, 'when({ priority: '],
      [SEED, 'priority: random.chance'],
      [view('dashboard.njk'), 'request.priority'],
      [view('edit_maintenance.ts'), "'priority'"],
      [view('edit_maintenance.ts'), '        ...data,'],
      [view('home.ts'), "countBy('priority')"],
      [view('maintenance_list.njk'), 'request.priority'],
      [view('maintenance_list.ts'), 'where({ priority: '],
      [view('new_maintenance.ts'), 'MaintenanceRequest.create({ ...data'],
      [view('tenant.njk'), 'request.priority'],
    ],
    unnamed: [WRITES],
  },
  {
    model: 'MaintenanceRequest',
    name: 'reportedAt',
    file: REQUEST,
    uses: [
      [REQUEST, "['reportedAt', 'completedAt']"],
      [REQUEST, 'this.reportedAt'],
      [SEED, '    reportedAt,'],
      [view('dashboard.njk'), 'request.reportedAt'],
      [view('dashboard.ts'), "'reportedAt'"],
      [view('edit_maintenance.ts'), "'reportedAt'"],
      [view('edit_maintenance.ts'), 'request.reportedAt'],
      [view('edit_maintenance.ts'), '{ reportedAt: momentOf'],
      [view('maintenance_list.njk'), 'request.reportedAt'],
      [view('maintenance_list.ts'), "newest: ['-reportedAt']"],
      [view('maintenance_list.ts'), "oldest: ['reportedAt']"],
      [view('maintenance_list.ts'), "title: ['title', '-reportedAt']"],
      [view('new_maintenance.ts'), 'reportedAt: momentOf'],
      [view('tenant.njk'), 'request.reportedAt'],
      [view('tenant.ts'), "'-reportedAt'"],
    ],
    unnamed: [
      [view('edit_maintenance.ts'), '{ reportedAt: momentOf'],
      [view('maintenance_list.ts'), "['-reportedAt']"],
      [view('maintenance_list.ts'), "['reportedAt']"],
      [view('maintenance_list.ts'), "title: ['title', '-reportedAt']"],
    ],
    namedInstead: [ORDERS_OF_REQUESTS],
  },
  {
    model: 'Property',
    name: 'name',
    file: PROPERTY,
    uses: [
      [LEASE, "'property.name'"],
      [LEASE, 'this.property?.name'],
      [PROPERTY, "toString: ['name']"],
      [PROPERTY, 'this.name'],
      [SEED, '      name,'],
      [view('dashboard.njk'), 'topProperty.name'],
      [view('dashboard.njk'), 'property.name'],
      [view('dashboard.njk'), 'home.name'],
      [view('dashboard.ts'), "'name'"],
      [view('lease_list.njk'), 'lease.property.name'],
      [view('lease_list.ts'), "'property.name'"],
      [view('maintenance_form.njk'), 'property.name'],
      [view('maintenance_form.ts'), "orderBy('name')"],
      [view('maintenance_list.njk'), 'property.name'],
      [view('property_list.njk'), 'property.name'],
      [view('property_list.ts'), "by: ['name']"],
      [view('property_list.ts'), "'rent', 'name'"],
      [view('property_list.ts'), "'-rent', 'name'"],
      [view('property_list.ts'), '{ name: pattern }'],
      [view('tenant.njk'), 'property.name'],
      [view('tenant_list.njk'), 'property.name'],
    ],
    unnamed: [
      [SEED, '      name,'],
      [view('lease_list.njk'), 'Terminate: {{ lease.property.name }}'],
      [view('lease_list.ts'), "'property.name'"],
      [view('property_list.ts'), "'name']"],
    ],
    namedInstead: [SEEDED_HOMES, ORDERS_OF_LEASES, [view('property_list.ts'), '.orderBy(...ORDERS']],
  },
  {
    model: 'Property',
    name: 'squareFeet',
    file: PROPERTY,
    uses: [
      [PROPERTY, "['rent', 'squareFeet']"],
      [PROPERTY, 'this.squareFeet'],
      [SEED, 'squareFeet: '],
      [view('property_list.njk'), 'property.squareFeet'],
    ],
    unnamed: [[SEED, 'squareFeet: ']],
    namedInstead: [SEEDED_HOMES],
  },
  {
    model: 'User',
    name: 'lastName',
    file: USER,
    uses: [
      ['schema/tenant.ts', "'user.lastName'"],
      ['schema/tenant.ts', 'this.user.lastName'],
      [USER, "getFullName: ['firstName', 'lastName']"],
      [USER, "initials: ['firstName', 'lastName']"],
      [USER, "toString: ['firstName', 'lastName']"],
      [USER, 'this.lastName'],
      [SEED, '      lastName,'],
      [view('lease_list.ts'), "'tenant.user.lastName'"],
      [view('login.ts'), "'lastName'"],
      [view('tenant_list.ts'), "F('lastName')"],
      [view('tenant_list.ts'), "'lastName'"],
      ['views/session.ts', "'lastName'"],
    ],
    unnamed: [
      [SEED, '      lastName,'],
      [view('lease_list.ts'), "'tenant.user.lastName'"],
      [view('tenant_list.ts'), "by: ['lastName'"],
      [view('tenant_list.ts'), ", 'lastName']"],
      ['views/session.ts', "'lastName'"],
    ],
    namedInstead: [SEEDED_USERS, ORDERS_OF_LEASES, [view('tenant_list.ts'), '.orderBy(...ORDERS']],
  },
  {
    model: 'User',
    name: 'email',
    file: USER,
    uses: [
      [SEED, 'email: `'],
      [view('tenant.njk'), 'user.email'],
      [view('tenant_list.njk'), 'person.email'],
      [view('tenant_list.ts'), '{ email: pattern }'],
    ],
    unnamed: [[SEED, 'email: `']],
    namedInstead: [SEEDED_USERS],
  },
  {
    model: 'User',
    name: 'passwordHash',
    file: USER,
    uses: [
      [USER, "privateAttributes = ['passwordHash']"],
      [SEED, 'passwordHash: `'],
    ],
    unnamed: [[SEED, 'passwordHash: `']],
    namedInstead: [SEEDED_USERS],
  },
  {
    model: 'Lease',
    name: 'rent',
    file: LEASE,
    uses: [
      [SEED, '    rent: dollars(rent),'],
      [SEED, 'lease.rent'],
      [view('dashboard.ts'), "Sum('rent')"],
      [view('lease_list.njk'), 'lease.rent'],
      [view('lease_list.ts'), "'-rent'"],
      [view('lease_list.ts'), "Sum('rent')"],
      [view('tenant.njk'), 'lease.rent'],
    ],
    unnamed: [
      [view('dashboard.ts'), "Sum('rent')"],
      [view('lease_list.ts'), "Sum('rent')"],
      [view('lease_list.ts'), "'-rent'"],
    ],
    namedInstead: [ORDERS_OF_LEASES],
  },
  {
    model: 'Lease',
    name: 'endDate',
    file: LEASE,
    uses: [
      [LEASE, "getPeriod: ['startDate', 'endDate']"],
      [LEASE, 'this.endDate'],
      [SEED, '    endDate: addDays'],
      [SEED, 'lease.endDate'],
      [view('lease_list.njk'), 'lease.endDate'],
      [view('lease_list.ts'), "['endDate'"],
      [view('lease_list.ts'), 'endDate: fn('],
    ],
    unnamed: [[view('lease_list.ts'), "['endDate'"]],
    namedInstead: [ORDERS_OF_LEASES],
  },
  {
    model: 'Payment',
    name: 'amount',
    file: PAYMENT,
    uses: [
      [LEASE, "'payments.amount'"],
      [PAYMENT, "toString: ['amount', 'dueDate']"],
      [PAYMENT, 'this.amount'],
      [SEED, 'amount: lease.rent'],
      [view('dashboard.njk'), 'payment.amount'],
      [view('dashboard.ts'), "Sum('amount')"],
      [view('tenant.njk'), 'payment.amount'],
    ],
    unnamed: [[view('dashboard.ts'), "Sum('amount')"]],
  },
  {
    model: 'Payment',
    name: 'status',
    file: PAYMENT,
    uses: [
      [LEASE, 'where: { status: DUE_STATUSES }'],
      ['schema/payment_record.ts', "status: 'paid'"],
      [SEED, '        status,'],
      [view('dashboard.ts'), 'where({ status: [...DUE_STATUSES] })'],
      [view('dashboard.ts'), "where({ status: 'paid' })"],
      [view('tenant.njk'), 'payment.status'],
    ],
  },
];
