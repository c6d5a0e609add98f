import { deepStrictEqual } from 'node:assert';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { execute, type FieldNode, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import pg from 'pg';
import type { FindOptions, IncludeOptions, Sequelize } from 'sequelize';
import { compiledOperationOf, dataOf } from '../src/data/compiledOperation.ts';
import { createExecutableSchema } from '../src/data/executableSchema.ts';
import { buildFetchPlan } from '../src/data/fetchPlan.ts';
import { objects, type QuerySetVariables } from '../src/data/querySet.ts';
import { selectionOf } from '../src/data/selection.ts';
import { Diagnostics } from '../src/diagnostics.ts';
import { type ModelClass, type ModelType, modelTypeOf } from '../src/schema/modelType.ts';
import { createModelSchema, rootFieldsOf } from '../src/schema/typeDefinitions.ts';
import { buildOperation, type Operation } from '../src/selection/buildOperation.ts';
import { collectPaths } from '../src/template/collectPaths.ts';
import { textTemplates } from '../src/template/templateSource.ts';
import type { Contestant } from './interleave.ts';
import type { AnyModel, BenchmarkModels } from './models.ts';
import { fetchTextRows, receiveRows, type SentStatement, sentBy, withConnection } from './wire.ts';

/** What a page shows of its requests: paths from a request, such as `tenant.user.firstName`. */
export type FieldPaths = readonly string[];

export type ContestantName =
  | 'bare wire'
  | 'pg, arrays of text'
  | 'Livegraft, plan'
  | 'Livegraft, operation'
  | 'findAll, raw and nest'
  | 'findAll, toJSON'
  | 'graphql-js over findAll'
  | 'findAll, lazy getters';

export interface NamedContestant extends Contestant {
  readonly name: ContestantName;
  /** The SQL statements of one run. */
  readonly statements: number;
}

export interface Reading {
  readonly sequelize: Sequelize;
  readonly models: BenchmarkModels;
  readonly fields: FieldPaths;
  readonly rows: number;
  /** Whether the contestant that sends statements for each row takes part. */
  readonly withLazyGetters: boolean;
}

/** All ways to read the same rows, after it has been seen that they give the same data. */
export async function enterContestants(reading: Reading): Promise<NamedContestant[]> {
  const page = readPage(reading);
  const plan = planOf(page);
  const [statement] = await sentBy(reading.sequelize, plan.run);
  const wire = wireOf(page, statement!);
  const others = [plan, operationOf(page), ...sequelizeOf(page)];
  await assertSameData(page, wire, others);
  const entered: NamedContestant[] = [];
  for (const contestant of [...wire, ...others]) {
    const { length: statements } = await sentBy(reading.sequelize, contestant.run);
    entered.push({ ...contestant, statements });
  }
  return entered;
}

type Candidate = Omit<NamedContestant, 'statements'>;

/** What every contestant is asked for: in Livegraft's terms, in GraphQL's and in Sequelize's. */
interface Page extends Reading {
  readonly type: ModelType;
  readonly schema: GraphQLSchema;
  readonly typeDefs: string;
  readonly operation: Operation;
  readonly variables: QuerySetVariables;
  readonly find: FindOptions;
}

const wantedStatuses = ['open', 'in_progress'];

function readPage(reading: Reading): Page {
  const { models, fields, rows } = reading;
  const type = modelTypeOf(models.MaintenanceRequest as ModelClass);
  const modelSchema = createModelSchema(Object.values(models) as ModelClass[]);
  const schema = createExecutableSchema(modelSchema);
  const template = `{% for request in requests %}${fields.map((path) => `{{ request.${path} }}`).join(' ')}{% endfor %}`;
  const { paths } = collectPaths('page.njk', textTemplates({ 'page.njk': template }));
  const requests = paths.members.get('requests')!;
  const subject = { viewName: 'Benchmark', variable: 'requests', paths: requests, type, cardinality: 'many' } as const;
  return {
    ...reading,
    type,
    schema,
    typeDefs: modelSchema.typeDefs,
    operation: buildOperation(subject, schema, new Diagnostics()),
    variables: objects(models.MaintenanceRequest).where({ status: wantedStatuses }).orderBy('-reportedAt').limit(rows)
      .variables,
    find: {
      ...includeOptions(fields, ''),
      where: { status: wantedStatuses },
      order: [['reportedAt', 'DESC'], 'id'],
      limit: rows,
    },
  };
}

/** The attributes and includes for the paths below `prefix`. */
function includeOptions(fields: FieldPaths, prefix: string): { attributes: string[]; include: IncludeOptions[] } {
  const below = fields.filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length).split('.'));
  const associations = new Set(below.filter((path) => path.length > 1).map(([association]) => association!));
  return {
    attributes: below.filter((path) => path.length === 1).map(([attribute]) => attribute!),
    include: [...associations].map((association) => ({
      association,
      ...includeOptions(fields, `${prefix}${association}.`),
    })),
  };
}

function wireOf({ sequelize }: Page, statement: SentStatement) {
  return [
    { name: 'bare wire', run: () => withConnection(sequelize, (client) => receiveRows(client, statement)) },
    { name: 'pg, arrays of text', run: () => withConnection(sequelize, (client) => fetchTextRows(client, statement)) },
  ] as const satisfies Candidate[];
}

/** The plan of a page's operation, without GraphQL. */
function planOf({ type, operation, variables }: Page): Candidate {
  const { selectionSet } = operation.document.definitions[0] as OperationDefinitionNode;
  const plan = buildFetchPlan(selectionOf(type, selectionSet.selections as FieldNode[], {}));
  return { name: 'Livegraft, plan', run: () => plan.fetch(variables) };
}

/** What a page does for the rows of one of its names. */
function operationOf({ schema, operation, variables }: Page): Candidate {
  return {
    name: 'Livegraft, operation',
    async run() {
      const execution = compiledOperationOf(schema, operation);
      return dataOf(await execution({ ...variables }, { viewer: null }))[operation.variable];
    },
  };
}

function sequelizeOf(page: Page): Candidate[] {
  const { models, find } = page;
  const { MaintenanceRequest } = models;
  return [
    { name: 'findAll, raw and nest', run: () => MaintenanceRequest.findAll({ ...find, raw: true, nest: true }) },
    {
      name: 'findAll, toJSON',
      run: async () => (await MaintenanceRequest.findAll(find)).map((request) => request.toJSON()),
    },
    graphqlOf(page),
    ...(page.withLazyGetters
      ? [{ name: 'findAll, lazy getters', every: 20, run: () => readLazily(page) } as const]
      : []),
  ];
}

/** graphql-js with its own resolvers below a root field that calls `findAll`; the document is validated already. */
function graphqlOf({ models, find, type, typeDefs, operation, variables }: Page): Candidate {
  const Query = { [rootFieldsOf(type).list]: () => models.MaintenanceRequest.findAll(find) };
  const schema = makeExecutableSchema({ typeDefs, resolvers: { Query } });
  return {
    name: 'graphql-js over findAll',
    async run() {
      const result = await execute({ schema, document: operation.document, variableValues: { ...variables } });
      return dataOf(result)[operation.variable];
    },
  };
}

/** A statement for the requests, and for each of them one for each row that it leads to. */
async function readLazily({ models, find, fields }: Page): Promise<unknown[]> {
  const { include, attributes, ...which } = find;
  const requests = await models.MaintenanceRequest.findAll(which);
  const objects: unknown[] = [];
  for (const request of requests) objects.push(await readRow(request, includeOptions(fields, '')));
  return objects;
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
    object[name] = target && (await readRow(target, below));
  }
  return object;
}

async function assertSameData(
  { sequelize, rows }: Page,
  [bare, text]: ReturnType<typeof wireOf>,
  others: readonly Candidate[],
): Promise<void> {
  deepStrictEqual(await bare.run(), rows);
  const expected = objectsOf(await text.run());
  for (const { name, run } of others) {
    deepStrictEqual(settle(await run()), expected, `"${name}" gives other data than the wire.`);
  }
  // The client must be usable after the bare wire has been.
  deepStrictEqual((await withConnection(sequelize, (client) => client.query('SELECT 1 AS one'))).rows, [{ one: 1 }]);
}

/** Rows of text as objects, by the names of their columns (`tenant.user.firstName`) and pg's own parsers. */
function objectsOf({ rows, fields }: pg.QueryArrayResult<(string | null)[]>): unknown {
  const objects = rows.map((row) => {
    const object: Record<string, unknown> = {};
    for (const [index, { name, dataTypeID }] of fields.entries()) {
      place(object, name.split('.'), parse(row[index]!, dataTypeID));
    }
    return object;
  });
  return settle(objects);
}

function place(object: Record<string, unknown>, [name, ...rest]: string[], value: unknown): void {
  if (rest.length > 0) object[name!] ??= {};
  if (rest.length > 0) place(object[name!] as Record<string, unknown>, rest, value);
  else object[name!] = value;
}

function parse(text: string | null, dataTypeID: number): unknown {
  const isDay = dataTypeID === pg.types.builtins.DATE;
  return text === null || isDay ? text : pg.types.getTypeParser(dataTypeID)(text);
}

/** What differs by right is made alike: moments as Date or ISO 8601, and an object that is not there. */
function settle(data: unknown): unknown {
  return JSON.parse(JSON.stringify(data), (_, value) => (value?.id === null ? null : value));
}
