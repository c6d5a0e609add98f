import { DataTypes, Sequelize, type Transaction } from 'sequelize';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createExecutableSchema } from '../data/executableSchema.ts';
import { objects, type QuerySet } from '../data/querySet.ts';
import { recordStatement } from '../data/statementRecords.ts';
import * as statements from '../data/statements.ts';
import { F } from '../schema/expressions.ts';
import type { ModelClass } from '../schema/modelType.ts';
import { createModelSchema } from '../schema/typeDefinitions.ts';
import { createEnvironment } from '../template/environment.ts';
import { textTemplates } from '../template/templateSource.ts';
import { compileView } from './compileView.ts';
import { LiveView } from './liveView.ts';
import { loadContext, type OperationRun } from './loadContext.ts';
import { updateView } from './updateView.ts';

const sequelize = new Sequelize('postgres://localhost:1/none', { logging: false, define: { timestamps: false } });
const Room = sequelize.define('Room', { name: DataTypes.STRING });
const schema = createExecutableSchema(createModelSchema([Room] as ModelClass[]));

class PageView extends LiveView {
  static override template = 'page.njk';
  static override models = { rooms: [Room] };
  declare rooms: QuerySet;
  override async getContextData() {
    this.rooms = objects(Room).limit(2);
    return super.getContextData();
  }
}
const load = textTemplates({
  'page.njk': '<p lg-root>{% for r in rooms %}{{ r.name }}{% endfor %}{{ all | length }}{{ box.room.name }}</p>',
});
const compiled = compileView(PageView, { load, schema });

async function runsOf(values: Record<string, unknown>): Promise<OperationRun[]> {
  const operations: OperationRun[] = [];
  await loadContext(compiled, values, { viewer: null, operations });
  return operations;
}

beforeEach(() => {
  vi.spyOn(statements, 'runStatement').mockImplementation(async (_, { text }, values) => {
    recordStatement({ text, values, rows: 1, startedAt: performance.now(), ms: 1, retried: false });
    return [['1', 'Blue']];
  });
});
afterEach(() => vi.restoreAllMocks());

describe('what ran for a page', () => {
  it('is each operation with its variables and the statements it caused', async () => {
    const [count, list] = (
      await runsOf({ rooms: objects(Room).limit(2), all: objects(Room).where({ name: 'x' }) })
    ).sort((a, b) => (a.operation.name < b.operation.name ? -1 : 1));
    expect([count, list]).toMatchObject([
      { path: ['all'], variables: { where: { name: { eq: 'x' } } }, hatches: false },
      { path: ['rooms'], variables: { limit: 2 }, hatches: false },
    ]);
    expect(count!.statements).toEqual([expect.stringMatching(/^SELECT count\(\*\)/)]);
    expect(list!.statements).toEqual([expect.stringMatching(/^SELECT "Room"\."id", "Room"\."name"/)]);
  });

  it.each([
    ['a transaction', objects(Room).using({} as Transaction)],
    ['SQL', objects(Room).whereSql`${F('name')} ~ ${'x'}`],
    ['no default scope', objects(Room).unscoped()],
    ['deleted rows', objects(Room).withDeleted()],
    ['instances', [Room.build({ id: 1, name: 'Blue' }, { isNewRecord: false })]],
  ])('says that variables do not say all: %s', async (_, rooms) => {
    expect(await runsOf({ rooms })).toMatchObject([{ path: ['rooms'], hatches: true }]);
  });

  it('has the place of a row, and its key', async () => {
    const room = Room.build({ id: 7, name: 'Kept' }, { isNewRecord: false });
    expect(await runsOf({ box: { room } })).toMatchObject([
      { path: ['box', 'room'], variables: { id: 7 }, hatches: true, statements: [] },
    ]);
  });

  it('is told in development, and is a part of the update there alone', async () => {
    const ran = vi.fn();
    const setting = { compiled: () => compiled, environment: createEnvironment(load), viewer: null, ran };
    const first = await updateView({ ...setting, development: true }, async () => new PageView());
    expect(first.operations.map(({ operation }) => operation.name)).toEqual(['PageView_rooms']);
    expect(first.statements).toHaveLength(1);
    const { operations } = await updateView(setting, async () => new PageView());
    expect(operations).toEqual([]);
    expect(ran.mock.calls).toEqual([[compiled, first.operations]]);
  });
});
