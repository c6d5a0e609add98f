import { DataTypes, Sequelize } from 'sequelize';
import { describe, expect, it } from 'vitest';
import { createExecutableSchema } from '../data/executableSchema.ts';
import { Diagnostics } from '../diagnostics.ts';
import { annotatedType, type ModelClass, modelTypeOf } from '../schema/modelType.ts';
import { createModelSchema } from '../schema/typeDefinitions.ts';
import { collectPaths } from '../template/collectPaths.ts';
import { textTemplates } from '../template/templateSource.ts';
import { buildOperation, type Cardinality } from './buildOperation.ts';
import { joinsOf } from './joinsOf.ts';

const sequelize = new Sequelize('postgres://localhost/none', { logging: false, define: { timestamps: false } });
const User = sequelize.define('User', { name: DataTypes.STRING, tenantId: DataTypes.INTEGER });
const Tenant = sequelize.define('Tenant', { userId: DataTypes.INTEGER });
const Request = sequelize.define('Request', { title: DataTypes.STRING, tenantId: DataTypes.INTEGER });
const Seat = sequelize.define('Seat', {
  row: { type: DataTypes.INTEGER, primaryKey: true },
  code: { type: DataTypes.UUID, primaryKey: true },
});
Request.belongsTo(Tenant, { as: 'tenant', foreignKey: 'tenantId' });
Tenant.belongsTo(User, { as: 'user', foreignKey: 'userId' });
Tenant.hasMany(User, { as: 'friends', foreignKey: 'tenantId' });
Request.hasMany(User, { as: 'watchers', foreignKey: 'tenantId' });
const schema = createExecutableSchema(createModelSchema([User, Tenant, Request, Seat] as ModelClass[]));

function operation(template: string, cardinality: Cardinality = 'many', type = modelTypeOf(Request as ModelClass)) {
  const { paths } = collectPaths('page', textTemplates({ page: template }));
  return buildOperation(
    { viewName: 'RequestView', variable: 'rs', paths: paths.members.get('rs')!, type, cardinality },
    schema,
    new Diagnostics(),
  );
}

describe('the operation of a name', () => {
  it('asks for a list', () => {
    const built = operation('{% for r in rs %}{{ r.title }}{{ r.tenant.user.name }}{% endfor %}');
    expect(built.name).toBe('RequestView_rs');
    expect(built.text).toBe(
      `query RequestView_rs($where: RequestWhere, $orderBy: [RequestOrderBy!], $limit: Int, $offset: Int) {
  rs: requests(where: $where, orderBy: $orderBy, limit: $limit, offset: $offset) {
    id
    title
    tenant {
      id
      user {
        id
        name
      }
    }
  }
}`,
    );
    expect(built.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(operation('{% for x in rs %}{{ x.title }}{{ x.tenant.user.name }}{% endfor %}').hash).toBe(built.hash);
    expect(operation('{% for x in rs %}{{ x.title }}{% endfor %}').hash).not.toBe(built.hash);
  });

  it('asks for one row by its key, of whatever columns', () => {
    expect(operation('{{ rs.title }}', 'one').text).toBe(
      'query RequestView_rs($id: Int!) {\n  rs: request(id: $id) {\n    id\n    title\n  }\n}',
    );
    expect(operation('{{ rs.row }}', 'one', modelTypeOf(Seat as ModelClass)).text).toBe(
      'query RequestView_rs($row: Int!, $code: ID!) {\n  rs: seat(row: $row, code: $code) {\n    row\n    code\n  }\n}',
    );
  });

  it('takes annotations where its rows have some', () => {
    const type = annotatedType(modelTypeOf(Request as ModelClass), { total: { count: { watchers: {} } } });
    expect(operation('{% for r in rs %}{{ r.total }}{% endfor %}', 'many', type).text).toBe(
      `query RequestView_rs($where: RequestWhere, $orderBy: [RequestOrderBy!], $limit: Int, $offset: Int, $annotate: [RequestAnnotation!]) {
  rs: requests(
    where: $where
    orderBy: $orderBy
    limit: $limit
    offset: $offset
    annotate: $annotate
  ) {
    id
    total: annotation(name: "total")
  }
}`,
    );
  });

  it('is refused where the schema does not know its type', () => {
    const other = sequelize.define('Other', {}) as ModelClass;
    expect(() => operation('{{ rs | length }}', 'many', modelTypeOf(other))).toThrow(
      'LG1010: The operation RequestView_rs is not valid against the schema: Unknown type "OtherWhere".',
    );
  });
});

it('the joins of an operation are its longest ways to one row, its lists, and what is computed', () => {
  const read = 'r.title, r.tenant.user.name, r.tenant.friends.first.name, r.watchers.first.id';
  expect(joinsOf(operation(`{% for r in rs %}{{ ${read.replaceAll(', ', ' }}{{ ')} }}{% endfor %}`))).toEqual({
    joined: ['tenant.user'],
    batched: ['tenant.friends', 'watchers'],
    annotated: [],
    resolved: [],
  });
  expect(joinsOf(operation('{{ rs | length }}{{ rs.first.watchers.count }}'))).toEqual({
    joined: [],
    batched: [],
    annotated: ['watchersCount'],
    resolved: [],
  });
});
