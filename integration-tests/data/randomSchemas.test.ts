import fc from 'fast-check';
import { parse, validate } from 'graphql';
import { QueryTypes, Sequelize } from 'sequelize';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { compileOperation, dataOf } from '../../src/data/compiledOperation.ts';
import { configureDatabase, databaseSettings } from '../../src/data/databaseSettings.ts';
import { recordStatements } from '../../src/data/statements.ts';
import { Counts } from '../analysis/touched.ts';
import { createTestDatabase, type TestDatabase, testServers } from '../testDatabase.ts';
import { strayColumns, usefulColumns } from './columnLaw.ts';
import { texts } from './columnValues.ts';
import { describeCase } from './counterexample.ts';
import { type DefinedSchema, defineSchema } from './definedSchema.ts';
import { largeSchema } from './largeSchema.ts';
import { NaiveWalk } from './naiveWalk.ts';
import { type Operation, operationOf } from './operation.ts';
import { type Case, cases, type Selection, selectionOf } from './randomCase.ts';
import { schemas } from './randomSchema.ts';
import { expectedStatements, statementsOfAll } from './statementLaw.ts';
import { touchable, touchedBy } from './touchedBy.ts';
import { readsOf } from './wantedReads.ts';

const runs = Number(process.env.LIVEGRAFT_PROPERTY_RUNS ?? 40);
/** With 1,000 runs there are 100 schemas with 50 cases each. */
const casesPerSchema = runs >= 1_000 ? 50 : 10;
const schemaCount = Math.ceil((5 * runs) / casesPerSchema);
/** Fewer cases do not say how evenly they are spread. */
const enough = 5_000;
const seed = Number(process.env.LIVEGRAFT_PROPERTY_SEED ?? Math.floor(Math.random() * 2 ** 31));

let database: TestDatabase;
/** How PostgreSQL sorts the texts that rows have. */
let ranks: ReadonlyMap<string, number>;

beforeAll(async () => {
  database = await createTestDatabase(testServers()[0]!);
  const sequelize = new Sequelize(database.url, { logging: false });
  await sequelize.query('CREATE EXTENSION citext');
  const inOrder = await sequelize.query<{ text: string }>('SELECT text FROM unnest($1::text[]) AS text ORDER BY text', {
    bind: [texts],
    type: QueryTypes.SELECT,
  });
  ranks = new Map(inOrder.map(({ text }, index) => [text, index]));
  await sequelize.close();
});
afterAll(() => database.drop());

it(`${schemaCount * casesPerSchema} operations on ${schemaCount} schemas give what a walk over getters gives`, async () => {
  const counts = new Counts(touchable);
  for (const [index, spec] of fc.sample(schemas(), { numRuns: schemaCount, seed }).entries()) {
    const defined = await defineSchema(database.url, `schema_${index}`, spec);
    const walk = new NaiveWalk(defined, ranks);
    const property = fc.asyncProperty(cases(spec), async (given) => {
      await compare(defined, walk, given);
      counts.add(touchedBy(spec, given, readsOf(spec, given.selection)));
    });
    await fc.assert(property, { numRuns: casesPerSchema, seed: seed + index }).finally(() => defined.sequelize.close());
  }
  if (schemaCount * casesPerSchema >= enough) expect(counts.below(50)).toEqual([]);
});

/**
 * An operation gives what the walk gives, in the statements that the law allows, and these name no column for which the
 * case has no use; and as many rows are counted as there are without a limit.
 */
async function compare(defined: DefinedSchema, walk: NaiveWalk, given: Case): Promise<void> {
  const { spec } = defined;
  const operation = operationOf(defined, given);
  const { rows, statements } = await run(defined, operation);
  const reads = readsOf(spec, given.selection);
  const useful = usefulColumns(spec, given, reads);
  const roots = await walk.roots(given);
  const unlimited = { ...given, wanted: { ...given.wanted, orderBy: [], limit: null, offset: null } };
  const found = {
    rows,
    count: await operation.rows.count(),
    statements: statements.length,
    strayColumns: strayColumns(spec, useful, statements),
  };
  const expected = {
    rows: plain(await Promise.all(roots.map((root) => walk.show(root, given.selection)))),
    count: (await walk.roots(unlimited)).length,
    statements: await expectedStatements(walk, roots, reads),
    strayColumns: [],
  };
  const why = `With LIVEGRAFT_PROPERTY_SEED=${seed}:\n${describeCase(spec, useful, operation, statements)}\n`;
  expect(found, why).toEqual(expected);
}

async function run(
  { graphqlSchema }: DefinedSchema,
  { text, variables }: Operation,
): Promise<{ readonly rows: readonly unknown[]; readonly statements: readonly string[] }> {
  const document = parse(text);
  expect(validate(graphqlSchema, document)).toEqual([]);
  const execute = compileOperation(graphqlSchema, document);
  const { result, statements } = await recordStatements(() => execute(variables, { viewer: null }));
  const { data } = dataOf(result);
  return { rows: plain(data.rows) as unknown[], statements: statements.map((statement) => statement.text) };
}

function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

it('10,000 rows take as many statements as one', async () => {
  const usual = databaseSettings().listRows;
  configureDatabase({ listRows: 20_000 });
  const spec = largeSchema(10_000);
  const defined = await defineSchema(database.url, 'large', spec);
  try {
    await defined.sequelize.query('ANALYZE');
    const selections = fc.sample(selectionOf(spec, 'Person', 3), { numRuns: 12, seed }).map(withEveryRow);
    for (const selection of selections) {
      const expected = statementsOfAll(readsOf(spec, selection));
      for (const limit of [1, 100, 10_000]) {
        const wanted = { where: null, orderBy: [], limit, offset: null };
        const { rows, statements } = await run(defined, operationOf(defined, { wanted, exclude: null, selection }));
        expect([rows.length, statements.length], JSON.stringify(selection)).toEqual([limit, expected]);
      }
    }
  } finally {
    configureDatabase({ listRows: usual });
    await defined.sequelize.close();
  }
});

/** With arguments that leave something of every list: below nothing, nothing is read. */
function withEveryRow({ edges, ...selection }: Selection): Selection {
  return {
    ...selection,
    edges: edges.map(({ wanted, ...edge }) => ({
      ...edge,
      wanted: wanted && { ...wanted, where: null, limit: 1, offset: null },
      selection: withEveryRow(edge.selection),
    })),
  };
}
