import { deepStrictEqual } from 'node:assert';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { execute, type FieldNode, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { createYoga } from 'graphql-yoga';
import type pg from 'pg';
import type { FindOptions, IncludeOptions, Sequelize } from 'sequelize';
import { compiledOperationOf, dataOf } from '../src/data/compiledOperation.ts';
import { createExecutableSchema } from '../src/data/executableSchema.ts';
import { buildFetchPlan } from '../src/data/fetchPlan.ts';
import { FetchScope } from '../src/data/fetchScope.ts';
import { objects, type QuerySetVariables } from '../src/data/querySet.ts';
import { selectionOf } from '../src/data/selection.ts';
import { ownerName } from '../src/data/selectPlan.ts';
import { policyFor } from '../src/data/visibility.ts';
import { Diagnostics } from '../src/diagnostics.ts';
import { type ModelClass, type ModelType, modelTypeOf } from '../src/schema/modelType.ts';
import { createModelSchema, rootFieldsOf } from '../src/schema/typeDefinitions.ts';
import { buildOperation, type Operation } from '../src/selection/buildOperation.ts';
import { useLivegraft } from '../src/server/useLivegraft.ts';
import { collectPaths } from '../src/template/collectPaths.ts';
import { textTemplates } from '../src/template/templateSource.ts';
import type { Contestant } from './interleave.ts';
import type { AnyModel, BenchmarkModels } from './models.ts';
import { fetchTextRows, receiveRows, type SentStatement, sentBy, withConnection } from './wire.ts';

/** What a page shows of its rows: paths from a row, such as `tenant.user.firstName` and `books[].tags[].name`. */
export type FieldPaths = readonly string[];

export interface NamedContestant extends Contestant {
  readonly name: string;
  /** The SQL statements of one run. */
  readonly statements: number;
}

export interface Reading {
  readonly sequelize: Sequelize;
  readonly models: BenchmarkModels;
  /** The model whose rows are listed, by the order given. */
  readonly root: keyof BenchmarkModels;
  readonly where: Readonly<Record<string, string[]>>;
  readonly orderBy: string;
  readonly fields: FieldPaths;
  readonly rows: number;
  /** Whether the contestant that sends statements for each row takes part. */
  readonly withLazyGetters: boolean;
}

export type Candidate = Omit<NamedContestant, 'statements'>;

/** Other ways to read what a reading asks for, by libraries that the project does not use. */
export type Challengers = (reading: Reading) => readonly Candidate[];

/** All ways to read the same rows, after it has been seen that they give the same data. */
export async function enterContestants(
  reading: Reading,
  challengers: Challengers = () => [],
): Promise<NamedContestant[]> {
  const page = readPage(reading);
  const plan = planOf(page);
  const wire = wireOf(page, await sentBy(reading.sequelize, plan.run));
  const others = [plan, operationOf(page), yogaOf(page), ...sequelizeOf(page), ...challengers(reading)];
  await assertSameData(page, wire, others);
  const entered: NamedContestant[] = [];
  for (const contestant of [...wire, ...others]) {
    const { length: statements } = await sentBy(reading.sequelize, contestant.run);
    entered.push({ ...contestant, statements });
  }
  return entered;
}

/** What every contestant is asked for: in Livegraft's terms, in GraphQL's and in Sequelize's. */
interface Page extends Reading {
  readonly type: ModelType;
  readonly schema: GraphQLSchema;
  readonly typeDefs: string;
  readonly operation: Operation;
  readonly variables: QuerySetVariables;
  readonly find: FindOptions;
}

function readPage(reading: Reading): Page {
  const { models, root, where, orderBy, fields, rows } = reading;
  const type = modelTypeOf(models[root] as ModelClass);
  const modelSchema = createModelSchema(Object.values(models) as ModelClass[]);
  const schema = createExecutableSchema(modelSchema);
  const template = `{% for row in rows %}${templateOf(fields, 'row')}{% endfor %}`;
  const { paths } = collectPaths('page.njk', textTemplates({ 'page.njk': template }));
  const list = paths.members.get('rows')!;
  const subject = { viewName: 'Benchmark', variable: 'rows', paths: list, type, cardinality: 'many' } as const;
  return {
    ...reading,
    type,
    schema,
    typeDefs: modelSchema.typeDefs,
    operation: buildOperation(subject, schema, new Diagnostics()),
    variables: objects(models[root]).where(where).orderBy(orderBy).limit(rows).variables,
    find: {
      ...includeOptions(fields, ''),
      where,
      order: [orderBy.startsWith('-') ? [orderBy.slice(1), 'DESC'] : [orderBy, 'ASC'], 'id'],
      limit: rows,
    },
  };
}

/** `{{ row.name }} {% for book in row.books %}{{ book.title }}{% endfor %}` */
function templateOf(fields: FieldPaths, row: string): string {
  const own = fields.filter((path) => !path.includes('[]')).map((path) => `{{ ${row}.${path} }}`);
  const lists = new Set(fields.filter((path) => path.includes('[]')).map((path) => path.split('[].')[0]!));
  const loops = [...lists].map((list) => {
    const below = fields.filter((path) => path.startsWith(`${list}[].`)).map((path) => path.slice(list.length + 3));
    return `{% for ${list} in ${row}.${list} %}${templateOf(below, list)}{% endfor %}`;
  });
  return [...own, ...loops].join(' ');
}

/** The attributes and includes for the paths below `prefix`. */
function includeOptions(fields: FieldPaths, prefix: string): { attributes: string[]; include: IncludeOptions[] } {
  const below = fields.filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length).split('.'));
  const associations = new Set(below.filter((path) => path.length > 1).map(([association]) => association!));
  return {
    attributes: below.filter((path) => path.length === 1).map(([attribute]) => attribute!),
    include: [...associations].map((association) => ({
      association: association.replace('[]', ''),
      ...(association === 'tags[]' && { through: { attributes: [] } }),
      ...includeOptions(fields, `${prefix}${association}.`),
    })),
  };
}

/** The statements of the plan, each when the one before it is answered; gives the numbers of rows. */
function wireOf({ sequelize }: Page, statements: readonly SentStatement[]) {
  const inOrder = async <T>(read: (client: pg.Client, statement: SentStatement) => Promise<T>): Promise<T[]> => {
    const results: T[] = [];
    for (const statement of statements) {
      results.push(await withConnection(sequelize, (client) => read(client, statement)));
    }
    return results;
  };
  return [
    { name: 'bare wire', run: () => inOrder(receiveRows) },
    {
      name: 'pg, arrays of text',
      run: () => inOrder(async (client, statement) => (await fetchTextRows(client, statement)).rows.length),
    },
  ] as const satisfies Candidate[];
}

/** The plan of a page's operation, without GraphQL. */
function planOf({ schema, type, operation, variables }: Page): Candidate {
  const { selectionSet } = operation.document.definitions[0] as OperationDefinitionNode;
  const plan = buildFetchPlan(selectionOf(type, selectionSet.selections as FieldNode[], { fragments: {}, schema }));
  return { name: 'Livegraft, plan', run: () => plan.fetch(variables, new FetchScope(null)) };
}

/** What a page does for the rows of one of its names. */
function operationOf({ schema, operation, variables }: Page): Candidate {
  return {
    name: 'Livegraft, operation',
    async run() {
      const execution = compiledOperationOf(schema, operation);
      const page = { scope: new FetchScope(policyFor(null)) };
      return dataOf(await execution({ ...variables }, { viewer: null, page })).data[operation.variable];
    },
  };
}

/** A request for the same operation over HTTP's door, from JSON to JSON. */
function yogaOf({ schema, operation, variables }: Page): Candidate {
  const limits = { maxCost: Number.POSITIVE_INFINITY };
  const yoga = createYoga({ schema, plugins: [useLivegraft({ development: false, limits })], logging: false });
  const body = JSON.stringify({ query: operation.text, variables });
  const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
  return {
    name: 'Livegraft, Yoga request',
    async run() {
      const answer = await yoga.fetch('http://benchmark.test/graphql', request);
      const { data } = (await answer.json()) as { data: Record<string, unknown> };
      return data[operation.variable];
    },
  };
}

function sequelizeOf(page: Page): Candidate[] {
  const { models, root, fields, find } = page;
  const model = models[root];
  const hasLists = fields.some((path) => path.includes('[]'));
  return [
    ...(hasLists // which raw rows repeat
      ? []
      : [{ name: 'findAll, raw and nest', run: () => model.findAll({ ...find, raw: true, nest: true }) } as const]),
    { name: 'findAll, toJSON', run: async () => (await model.findAll(find)).map((row) => row.toJSON()) },
    graphqlOf(page),
    ...(page.withLazyGetters
      ? [{ name: 'findAll, lazy getters', every: 20, run: () => readLazily(page) } as const]
      : []),
  ];
}

/** graphql-js with its own resolvers below a root field that calls `findAll`; the document is validated already. */
function graphqlOf({ models, root, find, type, typeDefs, operation, variables }: Page): Candidate {
  const Query = { [rootFieldsOf(type).list]: () => models[root].findAll(find) };
  const schema = makeExecutableSchema({ typeDefs, resolvers: { Query } });
  return {
    name: 'graphql-js over findAll',
    async run() {
      const result = await execute({ schema, document: operation.document, variableValues: { ...variables } });
      return dataOf(result).data[operation.variable];
    },
  };
}

/** A statement for the rows, and for each of them one for each row or list that it leads to. */
async function readLazily({ models, root, find, fields }: Page): Promise<unknown[]> {
  const { include, attributes, ...which } = find;
  const found: unknown[] = [];
  for (const row of await models[root].findAll(which)) found.push(await readRow(row, includeOptions(fields, '')));
  return found;
}

async function readRow(
  row: InstanceType<AnyModel>,
  { attributes, include }: ReturnType<typeof includeOptions>,
): Promise<Record<string, unknown>> {
  const object: Record<string, unknown> = {};
  for (const attribute of attributes) object[attribute] = row[attribute];
  for (const { association, ...below } of include as (IncludeOptions & ReturnType<typeof includeOptions>)[]) {
    const name = association as string;
    const target = await row[`get${name[0]!.toUpperCase()}${name.slice(1)}`]();
    if (!Array.isArray(target)) object[name] = target && (await readRow(target, below));
    else {
      const list: unknown[] = [];
      for (const item of target) list.push(await readRow(item, below));
      object[name] = list;
    }
  }
  return object;
}

/** Against rows that Sequelize made of what pg's own parsers gave. */
async function assertSameData(
  { sequelize, rows }: Page,
  [bare, text]: ReturnType<typeof wireOf>,
  others: readonly Candidate[],
): Promise<void> {
  const expected = settle(await others.find(({ name }) => name === 'findAll, toJSON')!.run());
  for (const { name, run } of others) {
    deepStrictEqual(settle(await run()), expected, `"${name}" gives other data than "findAll, toJSON".`);
  }
  const counts = await bare.run();
  deepStrictEqual(counts[0], rows);
  deepStrictEqual(await text.run(), counts);
  // The client must be usable after the bare wire has been.
  deepStrictEqual((await withConnection(sequelize, (client) => client.query('SELECT 1 AS one'))).rows, [{ one: 1 }]);
}

/**
 * What differs by right is made alike: moments and days as Date or text, decimals as text or numbers, an object that is not
 * there, the order of lists in rows.
 */
function settle(data: unknown): unknown {
  return JSON.parse(JSON.stringify(data), (key, value) => {
    if (key === ownerName) return undefined; // what only a plan's rows have
    if (typeof value === 'string' && /^\d+\.\d+$/.test(value)) return Number(value);
    if (typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value)) return new Date(value).toISOString();
    if (Array.isArray(value) && key !== '') return value.sort((a, b) => a.id - b.id);
    return value?.id === null ? null : value;
  });
}
