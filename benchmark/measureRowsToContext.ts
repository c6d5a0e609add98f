import { Sequelize } from 'sequelize';
import { type Challengers, type Reading as ContestantsReading, enterContestants } from './contestants.ts';
import { interleave } from './interleave.ts';
import { type BenchmarkModels, defineModels, fillTables } from './models.ts';

/** What it takes from a request for rows to the objects that a template is given: Livegraft, other ways, the bare wire. */
export interface RowsToContext {
  readonly node: string;
  readonly postgresql: string;
  readonly rounds: number;
  readonly readings: readonly ReadingResult[];
}

export interface ReadingResult {
  /** `narrow, 100 rows` */
  readonly name: string;
  readonly columns: number;
  readonly contestants: readonly ContestantResult[];
}

export interface ContestantResult {
  readonly name: string;
  /** The SQL statements of one run. */
  readonly statements: number;
  readonly medianMs: number;
  /** Its median over that of the bare wire. */
  readonly ratio: number;
}

export interface RowsToContextOptions {
  /** An empty database. */
  readonly url: string;
  readonly rounds?: number;
  readonly warmUpMs?: number;
  /** Numbers of rows. Lazy getters take part at the smallest only. */
  readonly sizes?: readonly number[];
  readonly onRound?: (reading: string, done: number) => void;
  /** The names of the readings, when not all. */
  readonly shapes?: readonly string[];
  readonly challengers?: Challengers;
}

type Shape = Pick<ContestantsReading, 'root' | 'where' | 'orderBy' | 'fields'>;

const openRequests: Omit<Shape, 'fields'> = {
  root: 'MaintenanceRequest',
  where: { status: ['open', 'in_progress'] },
  orderBy: '-reportedAt',
};

/**
 * Twelve columns of four tables, as a list shows them; forty, as a table to export does; and authors, each with five books,
 * each with three tags.
 */
const shapes: Readonly<Record<string, Shape>> = {
  narrow: {
    ...openRequests,
    fields: [
      ...['id', 'title', 'status', 'priority', 'reportedAt'],
      ...['property.id', 'property.name', 'property.city'],
      ...['tenant.id', 'tenant.user.id', 'tenant.user.firstName', 'tenant.user.lastName'],
    ],
  },
  wide: {
    ...openRequests,
    fields: [
      ...['id', 'title', 'description', 'priority', 'status', 'category', 'isEmergency', 'reportedAt', 'scheduledFor'],
      ...['completedAt', 'estimatedCost', 'createdAt', 'updatedAt'],
      ...['property.id', 'property.name', 'property.address', 'property.city', 'property.type', 'property.status'],
      ...['property.bedrooms', 'property.bathrooms', 'property.squareFeet', 'property.rent', 'property.availableFrom'],
      ...['property.createdAt', 'property.updatedAt'],
      ...['tenant.id', 'tenant.emergencyContact', 'tenant.moveInDate', 'tenant.leaseEndsOn', 'tenant.preferences'],
      ...['tenant.user.id', 'tenant.user.email', 'tenant.user.firstName', 'tenant.user.lastName', 'tenant.user.phone'],
      ...['tenant.user.role', 'tenant.user.lastSeenAt', 'tenant.user.createdAt', 'tenant.user.updatedAt'],
    ],
  },
  lists: {
    root: 'Author',
    where: {},
    orderBy: 'name',
    fields: [
      ...['id', 'name', 'born', 'books[].id', 'books[].title', 'books[].price', 'books[].printed'],
      ...['books[].tags[].id', 'books[].tags[].name'],
    ],
  },
};

/** Every shape at every size. Throws an AssertionError where two contestants do not give the same data. */
export async function measureRowsToContext(options: RowsToContextOptions): Promise<RowsToContext> {
  const { url, rounds = 200, warmUpMs = 500, sizes = [100, 1_000], onRound = () => {} } = options;
  const { shapes: wanted = Object.keys(shapes), challengers = () => [] } = options;
  // One connection, so that all use the same; with a time limit of the application's own, so that nobody sets one.
  const dialectOptions = { statement_timeout: 60_000 };
  const sequelize = new Sequelize(url, {
    logging: false,
    define: { underscored: true },
    pool: { max: 1 },
    dialectOptions,
  });
  try {
    const models = defineModels(sequelize);
    await fillTables(models, Math.max(...sizes));
    const readings: ReadingResult[] = [];
    for (const [shape, read] of Object.entries(shapes).filter(([name]) => wanted.includes(name))) {
      for (const rows of sizes) {
        const reading = { name: `${shape}, ${rows.toLocaleString('en')} rows`, ...read, rows };
        const withLazyGetters = rows === Math.min(...sizes);
        readings.push(
          await measureReading(
            sequelize,
            models,
            { ...reading, withLazyGetters },
            { rounds, warmUpMs, onRound, challengers },
          ),
        );
      }
    }
    return { node: process.version, postgresql: await sequelize.databaseVersion(), rounds, readings };
  } finally {
    await sequelize.close();
  }
}

interface Reading extends Shape {
  readonly name: string;
  readonly rows: number;
  readonly withLazyGetters: boolean;
}

async function measureReading(
  sequelize: Sequelize,
  models: BenchmarkModels,
  { name, ...reading }: Reading,
  {
    rounds,
    warmUpMs,
    onRound,
    challengers,
  }: Required<Pick<RowsToContextOptions, 'rounds' | 'warmUpMs' | 'onRound' | 'challengers'>>,
): Promise<ReadingResult> {
  const contestants = await enterContestants({ sequelize, models, ...reading }, challengers);
  const medians = await interleave(contestants, { rounds, warmUpMs, onRound: (done) => onRound(name, done) });
  return {
    name,
    columns: reading.fields.length,
    contestants: contestants.map((contestant) => ({
      name: contestant.name,
      statements: contestant.statements,
      medianMs: threeDigits(medians[contestant.name]!),
      ratio: threeDigits(medians[contestant.name]! / medians['bare wire']!),
    })),
  };
}

function threeDigits(value: number): number {
  return Number(value.toPrecision(3));
}
