import { getVariableValues, Kind, type OperationDefinitionNode, parse, print, validate } from 'graphql';
import { DataTypes, Op, Sequelize } from 'sequelize';
import { describe, expect, it } from 'vitest';
import { createExecutableSchema } from '../data/executableSchema.ts';
import { objects, type QuerySet } from '../data/querySet.ts';
import { type CompiledView, compileView } from '../live/compileView.ts';
import { LiveView } from '../live/liveView.ts';
import type { OperationRun } from '../live/loadContext.ts';
import { Coalesce, Concat, Count } from '../schema/expressions.ts';
import type { ModelClass } from '../schema/modelType.ts';
import { createModelSchema } from '../schema/typeDefinitions.ts';
import { textTemplates } from '../template/templateSource.ts';
import { runnableDocument } from './runnableDocument.ts';

const sequelize = new Sequelize('postgres://localhost:1/none', { logging: false, define: { timestamps: false } });
const House = sequelize.define('House', { street: DataTypes.STRING });
const Room = sequelize.define('Room', {
  id: { type: DataTypes.BIGINT, primaryKey: true },
  name: DataTypes.STRING,
  kind: DataTypes.ENUM('single', 'double'),
  price: DataTypes.DECIMAL(8, 2),
  size: DataTypes.DOUBLE,
  opened: DataTypes.DATE,
  houseId: DataTypes.INTEGER,
});
House.hasMany(Room, { as: 'rooms', foreignKey: 'houseId' });
Room.belongsTo(House, { as: 'house', foreignKey: 'houseId' });
const schema = createExecutableSchema(createModelSchema([Room, House] as ModelClass[]));

const counted = objects(House)
  .annotate({ total: Count('rooms'), one: Coalesce(1.5), word: Concat('5', '\n') })
  .orderBy('-total');

class PageView extends LiveView {
  static override template = 'page.njk';
  static override models = { rooms: [Room], room: Room, houses: counted };
}
const page = compileView(PageView, {
  load: textTemplates({
    'page.njk': `<main lg-root>
{% for room in rooms %}
  {{ room.name }}
  {% include 'house.njk' %}
{% endfor %}
{{ room.name }}
{% for house in houses %}{{ house.street }}{% endfor %}
</main>`,
    'house.njk': '{{ room.house.street }}',
  }),
  schema,
});

function runOf(name: string, variables: object, others: Partial<OperationRun> = {}): OperationRun {
  const operation = page.operations.get(name)!;
  return {
    ...{ operation, path: [name], hatches: false, statements: [] },
    variables: variables as OperationRun['variables'],
    ...others,
  };
}

/** The variables that a text gives itself, as a resolver has them. */
function variablesOf(text: string): unknown {
  const document = parse(text);
  expect(validate(schema, document)).toEqual([]);
  const { variableDefinitions = [] } = document.definitions[0] as OperationDefinitionNode;
  return getVariableValues(schema, variableDefinitions, {}).coerced;
}

describe('a document that runs as it is', () => {
  it('says what it belongs to, and has its variables in it', () => {
    const rooms = objects(Room).where({ kind: 'double' }).orderBy('-name').limit(5);
    const run = runOf('rooms', rooms.variables, { statements: ['SELECT "id" FROM "rooms" LIMIT $1'] });
    expect(runnableDocument(page, run)).toBe(`# "rooms" of PageView
# page.njk, lines 2 and 3
# house.njk, line 1
# It has sent:
#   SELECT "id" FROM "rooms" LIMIT $1

query PageView_rooms($where: RoomWhere = {kind: {eq: double}}, $orderBy: [RoomOrderBy!] = [{field: name, direction: DESC}], $limit: Int = 5, $offset: Int) {
  rooms(where: $where, orderBy: $orderBy, limit: $limit, offset: $offset) {
    id
    name
    house {
      id
      street
    }
  }
}
`);
  });

  it.each<[string, QuerySet]>([
    ['nothing', objects(Room)],
    ['text of any kind', objects(Room).where({ name: 'O\'Brien "\\ """ \n\r\t\u0000 \u2028 é 😀 </script> # {$x}' })],
    [
      'numbers',
      objects(Room)
        .where({ size: { [Op.gt]: -1.5e-7 } })
        .offset(0),
    ],
    ['text that looks like a number', objects(Room).where({ name: '12', price: ['1', '2.0'] })],
    ['64 bits', objects(Room).where({ id: '9007199254740993' })],
    ['null', objects(Room).where({ houseId: null })],
    ['moments', objects(Room).where({ opened: { [Op.lt]: new Date('2026-01-02T03:04:05.678Z') } })],
    [
      'nested conditions',
      objects(Room)
        .exclude({ 'house.street': 'Elm St' })
        .where({ name: ['a', 'b'] }),
    ],
    ['the order of nulls', objects(Room).orderBy({ field: 'name', direction: 'DESC', nulls: 'LAST' })],
    ['annotations', counted],
  ])('takes %s as it was', (_, rows) => {
    const run = runOf(rows.type.name === 'House' ? 'houses' : 'rooms', rows.variables);
    expect(variablesOf(runnableDocument(page, run))).toEqual(rows.variables);
  });

  it('has the key of one row, which it cannot do without', () => {
    const text = runnableDocument(page, runOf('room', { id: 9007199254740993n }));
    expect(text).toContain('query PageView_room($id: BigInt! = "9007199254740993")');
    expect(variablesOf(text)).toEqual({ id: '9007199254740993' });
  });

  it('has the keys of instances, as the database gives them', () => {
    const opened = new Date('2026-01-02T03:04:05.678Z');
    const text = runnableDocument(
      page,
      runOf('rooms', { where: { or: [{ id: { eq: 5n }, opened: { eq: opened } }] } }),
    );
    expect(variablesOf(text)).toEqual({ where: { or: [{ id: { eq: '5' }, opened: { eq: opened.toISOString() } }] } });
  });

  it('leaves out what has no value', () => {
    const text = runnableDocument(page, runOf('rooms', { where: undefined, limit: 1 }));
    expect(text).toContain('($where: RoomWhere, $orderBy: [RoomOrderBy!], $limit: Int = 1, $offset: Int)');
  });

  it('says which value has no form in GraphQL', () => {
    const text = runnableDocument(page, runOf('rooms', { limit: Number.POSITIVE_INFINITY }));
    expect(text).toContain('# The value of $limit has no form in GraphQL, so it is left out.\n');
    expect(variablesOf(text)).toEqual({});
  });

  it('says where the page asks for more', () => {
    const text = runnableDocument(page, runOf('rooms', {}, { hatches: true }));
    expect(text).toContain('# The page asks for more than GraphQL can say');
  });

  it.each(['\n', '\r', '\r\n', '\u2028', '\u0085', '\ud800', '\udfff"""'])(
    'keeps a comment in its line: %j',
    (text) => {
      const statements = [`SELECT 1 --${text}} query Other { __typename } {`];
      const hostile: CompiledView = { ...page, view: class extends PageView {} };
      Object.defineProperty(hostile.view, 'name', { value: `Page${text}query Third { __typename }` });
      const [definition, ...others] = parse(runnableDocument(hostile, runOf('rooms', {}, { statements }))).definitions;
      expect(others).toEqual([]);
      expect(definition!.kind).toBe(Kind.OPERATION_DEFINITION);
      expect(print(definition!)).toBe(page.operations.get('rooms')!.text);
    },
  );

  it('can be put into an address, whatever was asked for', () => {
    const text = runnableDocument(page, runOf('rooms', { where: { name: { eq: 'half \ud83d' } } }));
    expect(variablesOf(decodeURIComponent(encodeURIComponent(text)))).toEqual({
      where: { name: { eq: 'half \ufffd' } },
    });
  });
});
