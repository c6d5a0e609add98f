/** A file of the rentals application, and a text on those of its lines that are meant. */
export type Line = readonly [file: string, text: string];

/**
 * A column, and by hand every place that uses it: that has its name, or makes a row that cannot do without it. What goes on
 * under the name of a form's field is no use, but the field is that is written to the column.
 */
export interface Column {
  readonly model: string;
  readonly name: string;
  /** Where its model is. */
  readonly file: string;
  readonly uses: readonly Line[];
}

const SEED = 'schema/seed.ts';
const EXPENSE = 'schema/expense.ts';
const LEASE = 'schema/lease.ts';
const REQUEST = 'schema/maintenance_request.ts';
const PAYMENT = 'schema/payment.ts';
const PROPERTY = 'schema/property.ts';
const TAG = 'schema/tag.ts';
const USER = 'schema/user.ts';
const view = (name: string) => `views/rentals/${name}`;

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
      [view('maintenance_form.ts'), '  title: textOf('],
      [view('maintenance_list.njk'), 'request.title'],
      [view('maintenance_list.ts'), "title: ['title'"],
      [view('maintenance_list.ts'), '{ title: pattern }'],
      [view('maintenance_list.ts'), 'completed.title'],
      [view('new_maintenance.ts'), 'MaintenanceRequest.create({ ...data'],
      [view('tenant.njk'), 'request.title'],
    ],
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
      [view('home.ts'), "countBy('priority')"],
      [view('maintenance_form.ts'), '  priority: z.enum('],
      [view('maintenance_list.njk'), 'request.priority'],
      [view('maintenance_list.ts'), 'where({ priority: '],
      [view('new_maintenance.ts'), 'MaintenanceRequest.create({ ...data'],
      [view('tenant.njk'), 'request.priority'],
    ],
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
      [view('maintenance_form.ts'), '  reportedAt: z.iso'],
      [view('maintenance_list.njk'), 'request.reportedAt'],
      [view('maintenance_list.ts'), "newest: ['-reportedAt']"],
      [view('maintenance_list.ts'), "oldest: ['reportedAt']"],
      [view('maintenance_list.ts'), "title: ['title', '-reportedAt']"],
      [view('new_maintenance.ts'), 'reportedAt: momentOf'],
      [view('tenant.njk'), 'request.reportedAt'],
      [view('tenant.ts'), "'-reportedAt'"],
    ],
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
  },
  {
    model: 'User',
    name: 'passwordHash',
    file: USER,
    uses: [
      [USER, "privateAttributes = ['passwordHash']"],
      [SEED, 'passwordHash: `'],
    ],
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
  {
    model: 'Lease',
    name: 'tenantId',
    file: LEASE,
    uses: [
      ['schema/index.ts', "Lease, { as: 'leases', foreignKey: 'tenantId'"],
      ['schema/index.ts', "Lease, { as: 'currentLease', foreignKey: 'tenantId'"],
      ['schema/index.ts', "Lease.belongsTo(Tenant, { as: 'tenant', foreignKey: 'tenantId'"],
      [LEASE, '{ tenantId: tenant }'],
      [PAYMENT, 'lease: { tenantId: tenant }'],
      ['schema/payment_record.ts', 'lease: { tenantId: ids }'],
      ['schema/payment_record.ts', 'lease?.tenantId'],
      [PROPERTY, 'some: { tenantId: tenant }'],
      [SEED, '    tenantId,'],
      [SEED, 'lease.tenantId'],
    ],
  },
  {
    model: 'Expense',
    name: 'amount',
    file: EXPENSE,
    uses: [
      [EXPENSE, "['vendor', 'amount']"],
      [EXPENSE, 'this.amount'],
      [SEED, 'amount: dollars('],
    ],
  },
  {
    model: 'Tag',
    name: 'name',
    file: TAG,
    uses: [
      [TAG, "toString: ['name']"],
      [TAG, 'this.name'],
      [SEED, 'TAGS.map(([name, color]'],
      [view('lease_list.njk'), 'tag.name'],
      [view('property_list.njk'), 'tag.name'],
    ],
  },
  {
    model: 'Property',
    name: 'city',
    file: PROPERTY,
    uses: [
      [PROPERTY, "['address', 'city']"],
      [PROPERTY, 'this.city'],
      [SEED, '      city,'],
      [view('lease_list.njk'), 'property.city'],
      [view('lease_list.ts'), "'property.city'"],
      [view('maintenance_form.njk'), 'property.city'],
      [view('maintenance_list.njk'), 'property.city'],
      [view('tenant_list.njk'), 'property.city'],
    ],
  },
  {
    model: 'User',
    name: 'role',
    file: USER,
    uses: [
      [SEED, '      role,'],
      ['views/session.ts', "'role']"],
      ['views/session.ts', 'const { role } = user'],
      [view('login.njk'), 'user.role'],
      [view('login.ts'), "'role'"],
      [view('tenant_list.ts'), "role: 'tenant'"],
    ],
  },
];
