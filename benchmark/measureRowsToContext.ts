import { type QueryTypes, Sequelize } from 'sequelize';
import { type ContestantName, enterContestants, type FieldPaths } from './contestants.ts';
import { interleave } from './interleave.ts';
import { defineModels, fillTables } from './models.ts';

/** From a request for rows to the objects that a template is given: Livegraft and other ways, over the bare wire. */
export interface RowsToContextResult {
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
  readonly name: ContestantName;
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
  readonly sizes?: readonly number[];
  readonly onProgress?: (line: string) => void;
}

export const shapes: Readonly<Record<string, FieldPaths>> = {
  narrow: [
    ...['id', 'title', 'status', 'priority', 'reportedAt'],
    ...['property.id', 'property.name', 'property.city'],
    ...['tenant.id', 'tenant.user.id', 'tenant.user.firstName', 'tenant.user.lastName'],
  ],
  wide: [
    ...['id', 'title', 'description', 'priority', 'status', 'category', 'isEmergency', 'reportedAt', 'scheduledFor'],
    ...['completedAt', 'estimatedCost', 'createdAt', 'updatedAt'],
    ...['property.id', 'property.name', 'property.address', 'property.city', 'property.type', 'property.status'],
    ...['property.bedrooms', 'property.bathrooms', 'property.squareFeet', 'property.rent', 'property.availableFrom'],
    ...['property.createdAt', 'property.updatedAt'],
    ...['tenant.id', 'tenant.emergencyContact', 'tenant.moveInDate', 'tenant.leaseEndsOn', 'tenant.preferences'],
    ...['tenant.user.id', 'tenant.user.email', 'tenant.user.firstName', 'tenant.user.lastName', 'tenant.user.phone'],
    ...['tenant.user.role', 'tenant.user.lastSeenAt', 'tenant.user.createdAt', 'tenant.user.updatedAt'],
  ],
};

/** Measures every shape at every size. Lazy getters take part at the smallest. */
export async function measureRowsToContext({
  url,
  rounds = 300,
  warmUpMs = 500,
  sizes = [100, 1_000],
  onProgress = () => {},
}: RowsToContextOptions): Promise<RowsToContextResult> {
  // One connection, so that all use the same.
  const sequelize = new Sequelize(url, { logging: false, define: { underscored: true }, pool: { max: 1 } });
  try {
    const models = defineModels(sequelize);
    await fillTables(models, Math.max(...sizes));
    const readings: ReadingResult[] = [];
    for (const [shape, fields] of Object.entries(shapes)) {
      for (const rows of sizes) {
        const name = `${shape}, ${rows.toLocaleString('en')} rows`;
        const withLazyGetters = rows === Math.min(...sizes);
        const contestants = await enterContestants({ sequelize, models, fields, rows, withLazyGetters });
        const medians = await interleave(contestants, {
          rounds,
          warmUpMs,
          onRound: (done) => onProgress(`${name}: round ${done} of ${rounds}`),
        });
        readings.push({
          name,
          columns: fields.length,
          contestants: contestants.map((contestant) => ({
            name: contestant.name,
            statements: contestant.statements,
            medianMs: rounded(medians[contestant.name]),
            ratio: rounded(medians[contestant.name] / medians['bare wire']),
          })),
        });
      }
    }
    return { node: process.version, postgresql: await serverVersion(sequelize), rounds, readings };
  } finally {
    await sequelize.close();
  }
}

/** The ratios, a line for each contestant. */
export function markdownTable({ readings }: RowsToContextResult): string {
  const names = [...new Set(readings.flatMap(({ contestants }) => contestants.map(({ name }) => name)))];
  const lines = names.map((name) => {
    const results = readings.map(({ contestants }) => contestants.find((contestant) => contestant.name === name));
    const ratios = results.map((result) => (result ? String(result.ratio) : '–'));
    return [name, String(results[0]?.statements), ...ratios];
  });
  const head = ['', 'SQL statements', ...readings.map(({ name }) => name)];
  const rule = head.map((_, index) => (index === 0 ? '---' : '---:'));
  return [head, rule, ...lines].map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}

function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

async function serverVersion(sequelize: Sequelize): Promise<string> {
  const [row] = await sequelize.query<{ server_version: string }>('SHOW server_version', {
    type: 'SELECT' as QueryTypes.SELECT,
  });
  return row!.server_version;
}
