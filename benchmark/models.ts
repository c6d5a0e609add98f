import { DataTypes, type Model, type ModelStatic, type Sequelize } from 'sequelize';

// biome-ignore lint/suspicious/noExplicitAny: the benchmark names attributes and getters as text
export type AnyModel = ModelStatic<Model<any, any> & Record<string, any>>;

export interface BenchmarkModels {
  readonly MaintenanceRequest: AnyModel;
  readonly Property: AnyModel;
  readonly Tenant: AnyModel;
  readonly User: AnyModel;
  readonly Author: AnyModel;
  readonly Book: AnyModel;
  readonly Tag: AnyModel;
}

const PRIORITIES = ['low', 'medium', 'high', 'urgent'];
const CATEGORIES = ['plumbing', 'electrical', 'heating', 'other'];

/**
 * Four tables like those of the rentals application: a request belongs to a property and to a tenant, who is a user; and
 * authors, each with books, each with tags.
 */
export function defineModels(sequelize: Sequelize): BenchmarkModels {
  const { BOOLEAN, DATE, DATEONLY, DECIMAL, ENUM, INTEGER, JSONB, STRING, TEXT } = DataTypes;
  const User = sequelize.define('User', {
    email: required(STRING),
    firstName: required(STRING(80)),
    lastName: required(STRING(80)),
    phone: STRING(30),
    role: required(ENUM('manager', 'staff', 'tenant')),
    lastSeenAt: DATE,
  });
  const Tenant = sequelize.define(
    'Tenant',
    {
      userId: required(INTEGER),
      emergencyContact: STRING(120),
      moveInDate: required(DATEONLY),
      leaseEndsOn: DATEONLY,
      preferences: required(JSONB),
    },
    { timestamps: false },
  );
  const Property = sequelize.define('Property', {
    name: required(STRING(120)),
    address: required(STRING(160)),
    city: required(STRING(80)),
    type: required(ENUM('apartment', 'house', 'studio')),
    status: required(ENUM('available', 'occupied', 'renovation')),
    bedrooms: required(INTEGER),
    bathrooms: required(DECIMAL(3, 1)),
    squareFeet: required(INTEGER),
    rent: required(DECIMAL(10, 2)),
    availableFrom: DATEONLY,
  });
  const MaintenanceRequest = sequelize.define(
    'MaintenanceRequest',
    {
      propertyId: required(INTEGER),
      tenantId: INTEGER,
      title: required(STRING(160)),
      description: required(TEXT),
      priority: required(ENUM(...PRIORITIES)),
      status: required(ENUM('open', 'in_progress', 'completed', 'cancelled')),
      category: required(ENUM(...CATEGORIES)),
      isEmergency: required(BOOLEAN),
      reportedAt: required(DATE),
      scheduledFor: DATEONLY,
      completedAt: DATE,
      estimatedCost: DECIMAL(10, 2),
    },
    { indexes: [{ fields: [{ name: 'reported_at', order: 'DESC' }, 'id'] }] },
  );
  MaintenanceRequest.belongsTo(Property, { as: 'property', foreignKey: 'propertyId' });
  MaintenanceRequest.belongsTo(Tenant, { as: 'tenant', foreignKey: 'tenantId' });
  Tenant.belongsTo(User, { as: 'user', foreignKey: 'userId' });
  const Author = sequelize.define('Author', { name: required(STRING(80)), born: required(INTEGER) }, untimed);
  const Book = sequelize.define(
    'Book',
    { authorId: required(INTEGER), title: required(STRING(160)), price: required(DECIMAL(8, 2)), printed: DATEONLY },
    { ...untimed, indexes: [{ fields: ['author_id'] }] },
  );
  const Tag = sequelize.define('Tag', { name: required(STRING(40)) }, untimed);
  const BookTag = sequelize.define('BookTag', {}, untimed);
  Author.hasMany(Book, { as: 'books', foreignKey: 'authorId' });
  Book.belongsToMany(Tag, { as: 'tags', through: BookTag, foreignKey: 'bookId', otherKey: 'tagId', timestamps: false });
  return { MaintenanceRequest, Property, Tenant, User, Author, Book, Tag };
}

const untimed = { timestamps: false };

function required<Type>(type: Type): { type: Type; allowNull: false } {
  return { type, allowNull: false };
}

const HOMES = 40;
const TAGS = 20;

/**
 * Makes the tables and fills them: forty properties with a tenant each, and `requests` requests that are open or in
 * progress among others that are not. One request in ten has no tenant. As many authors have five books with three tags each.
 */
export async function fillTables(
  { MaintenanceRequest, Property, Tenant, User, Author, Book, Tag }: BenchmarkModels,
  requests: number,
): Promise<void> {
  await MaintenanceRequest.sequelize!.sync();
  await User.bulkCreate(rowsOf(HOMES, userRow));
  await Tenant.bulkCreate(rowsOf(HOMES, tenantRow));
  await Property.bulkCreate(rowsOf(HOMES, propertyRow));
  await MaintenanceRequest.bulkCreate(rowsOf(Math.ceil(requests * 1.25), requestRow));
  await Author.bulkCreate(rowsOf(requests, authorRow));
  await Book.bulkCreate(rowsOf(5 * requests, bookRow));
  await Tag.bulkCreate(rowsOf(TAGS, tagRow));
  const { BookTag } = Author.sequelize!.models;
  await BookTag!.bulkCreate(rowsOf(15 * requests, bookTagRow));
  await MaintenanceRequest.sequelize!.query('ANALYZE');
}

type Values = Record<string, unknown>;

function rowsOf(count: number, row: (index: number) => Values): Values[] {
  return Array.from({ length: count }, (_, index) => row(index));
}

function userRow(index: number): Values {
  return {
    email: `tenant.${index}@example.com`,
    firstName: pick(['Ana', 'Bo', 'Carmen', 'Dmitri', 'Eun-ji', 'François'], index),
    lastName: pick(["O'Neill", 'Nguyen', 'Garcia', 'Jansen', 'Okafor'], index),
    phone: index % 4 === 0 ? null : `+1 503 555 ${String(index % 10_000).padStart(4, '0')}`,
    role: 'tenant',
    lastSeenAt: index % 5 === 0 ? null : moment(index * 7),
  };
}

function tenantRow(index: number): Values {
  return {
    userId: index + 1,
    emergencyContact: index % 3 === 0 ? null : `Next of kin ${index}, +1 503 555 0100`,
    moveInDate: day(index),
    leaseEndsOn: index % 2 === 0 ? null : day(index + 365),
    preferences: { contactBy: pick(['email', 'phone', 'text'], index), language: 'en', pets: index % 3 ? [] : ['cat'] },
  };
}

function propertyRow(index: number): Values {
  return {
    name: `${pick(['Elm', 'Oak', 'River', 'Hill'], index)} Street ${index + 1}`,
    address: `${100 + index} ${pick(['Elm', 'Oak', 'River', 'Hill'], index)} Street`,
    city: pick(['Portland', 'Salem', 'Eugene'], index),
    type: pick(['apartment', 'house', 'studio'], index),
    status: pick(['available', 'occupied', 'renovation'], index),
    bedrooms: 1 + (index % 4),
    bathrooms: `${1 + (index % 2)}.5`,
    squareFeet: 400 + index * 3,
    rent: `${900 + index}.00`,
    availableFrom: index % 3 === 0 ? day(index) : null,
  };
}

function requestRow(index: number): Values {
  const room = pick(['kitchen', 'bathroom', 'bedroom', 'hallway'], index);
  return {
    propertyId: 1 + (index % HOMES),
    tenantId: index % 10 === 0 ? null : 1 + (index % HOMES),
    title: `Leaking pipe in the ${room}`,
    description: `There is a slow leak behind the wall in the ${room}. The paint has started to bubble & a bucket fills up.`,
    priority: pick(PRIORITIES, index >> 2),
    status: index % 5 < 4 ? pick(['open', 'in_progress'], index) : pick(['completed', 'cancelled'], index),
    category: pick(CATEGORIES, index >> 4),
    isEmergency: index % 7 === 0,
    reportedAt: moment(index),
    scheduledFor: index % 2 === 0 ? null : day(index),
    completedAt: index % 5 === 4 ? moment(index + 48) : null,
    estimatedCost: index % 3 === 0 ? null : `${80 + (index % 900)}.50`,
  };
}

function authorRow(index: number): Values {
  return { name: `${pick(['Ana', 'Bo', 'Carmen', 'Dmitri'], index)} ${index}`, born: 1900 + (index % 100) };
}

function bookRow(index: number): Values {
  return {
    authorId: 1 + Math.floor(index / 5),
    title: `${pick(['The House', 'A Key', 'Rent', 'Leaks'], index)} ${index}`,
    price: `${5 + (index % 40)}.90`,
    printed: index % 6 === 0 ? null : day(index % 1_000),
  };
}

function tagRow(index: number): Values {
  return { name: `tag ${index}` };
}

function bookTagRow(index: number): Values {
  return { bookId: 1 + Math.floor(index / 3), tagId: 1 + ((index * 7) % TAGS) };
}

function pick<Item>(items: readonly Item[], index: number): Item {
  return items[index % items.length]!;
}

function moment(hours: number): Date {
  return new Date(Date.UTC(2025, 0, 1, hours, hours % 60, hours % 59, (hours * 37) % 1000));
}

function day(days: number): string {
  return new Date(Date.UTC(2024, 0, 1 + days)).toISOString().slice(0, 10);
}
