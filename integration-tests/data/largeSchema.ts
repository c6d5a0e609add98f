import type { ColumnSpec, ColumnType, ModelSpec, RowSpec, SchemaSpec } from './schemaSpec.ts';

/** Lists and single rows of every kind, of which each of `size` rows has exactly one, so that nothing is ever missing. */
export function largeSchema(size: number): SchemaSpec {
  const rows = (row: (n: number) => RowSpec) => Array.from({ length: size }, (_, index) => row(index + 1));
  const next = (n: number) => (n % size) + 1;
  return {
    models: [
      model('Person', [column('id'), column('code', 'STRING'), column('bossId')], {
        deletedAt: null,
        members: [
          { kind: 'getter', name: 'label', needs: ['code', 'pets.name'], isDeclared: true },
          { kind: 'toString', name: 'toString', needs: ['boss.code'], isDeclared: true },
        ],
        rows: rows((n) => ({ id: n, code: `p${n}`, bossId: next(n) })),
      }),
      model('Pet', [column('id'), column('name', 'STRING'), column('owner', 'STRING'), column('deletedAt', 'DATE')], {
        deletedAt: 'deletedAt',
        rows: rows((n) => ({ id: n, name: `Pet ${n}`, owner: `p${n}`, deletedAt: null })),
      }),
      model('Passport', [column('region', 'STRING'), column('number'), column('personId')], {
        primaryKey: ['region', 'number'],
        rows: rows((n) => ({ region: n % 2 ? 'a' : 'b', number: n, personId: n })),
      }),
      model('Club', [column('id', 'BIGINT'), column('name', 'STRING')], {
        rows: rows((n) => ({ id: String(n), name: `Club ${n % 10}` })),
      }),
      model('Visit', [column('left'), column('right', 'BIGINT')], {
        primaryKey: ['left', 'right'],
        isMade: true,
        rows: rows((n) => ({ left: n, right: String(next(n)) })),
      }),
      model('Membership', [column('id'), column('left'), column('right', 'BIGINT'), column('role', 'STRING')], {
        rows: rows((n) => ({ id: n, left: n, right: String(n), role: 'lead' })),
      }),
    ],
    associations: [
      { kind: 'belongsTo', source: 'Person', target: 'Person', as: 'boss', foreignKey: 'bossId', key: 'id', scope: [] },
      { kind: 'hasMany', source: 'Person', target: 'Person', as: 'staff', foreignKey: 'bossId', key: 'id', scope: [] },
      { kind: 'hasMany', source: 'Person', target: 'Pet', as: 'pets', foreignKey: 'owner', key: 'code', scope: [] },
      { kind: 'belongsTo', source: 'Pet', target: 'Person', as: 'keeper', foreignKey: 'owner', key: 'code', scope: [] },
      {
        kind: 'hasOne',
        source: 'Person',
        target: 'Passport',
        as: 'passport',
        foreignKey: 'personId',
        key: 'id',
        scope: [],
      },
      {
        kind: 'belongsTo',
        source: 'Passport',
        target: 'Person',
        as: 'holder',
        foreignKey: 'personId',
        key: 'id',
        scope: [],
      },
      {
        ...{ kind: 'belongsToMany', source: 'Person', target: 'Club', as: 'clubs', scope: [], through: 'Visit' },
        ...{ throughScope: [], sourceKey: 'id', targetKey: 'id', foreignKey: 'left', otherKey: 'right' },
      },
      {
        ...{ kind: 'belongsToMany', source: 'Club', target: 'Person', as: 'leads', scope: [], through: 'Membership' },
        throughScope: [{ column: 'role', operator: 'eq', value: 'lead' }],
        ...{ sourceKey: 'id', targetKey: 'id', foreignKey: 'right', otherKey: 'left' },
      },
    ],
  };
}

function model(name: string, columns: readonly ColumnSpec[], given: Partial<ModelSpec>): ModelSpec {
  const scope = { where: [], order: [], exclude: [] };
  const usual = { deletedAt: null, primaryKey: ['id'], scope, members: [], isMade: false, rows: [] };
  return { name, tableName: `${name}s`, columns, ...usual, ...given };
}

function column(name: string, type: ColumnType = 'INTEGER'): ColumnSpec {
  return { name, type, field: `${name}_column`, isUnique: name === 'id' || name === 'code', hasGetter: false };
}
