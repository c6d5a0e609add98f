import { DataTypes, Model, Sequelize } from 'sequelize';
import { describe, expect, it } from 'vitest';
import { createLivegraftSchema } from '../data/executableSchema.ts';
import { Diagnostics } from '../diagnostics.ts';
import { Count } from '../schema/expressions.ts';
import { type ModelClass, modelTypeOf } from '../schema/modelType.ts';
import { collectPaths } from '../template/collectPaths.ts';
import { textTemplates } from '../template/templateSource.ts';
import { selectList, selectObject } from './selectFields.ts';

const sequelize = new Sequelize('postgres://localhost/none', { logging: false, define: { timestamps: false } });
class Request extends Model {
  static annotations = { notes_total: Count('notes') };
  get summary() {
    return '';
  }
  getFullName() {
    return '';
  }
  getNote(_of: string) {
    return '';
  }
  archive() {}
}
Request.init(
  {
    name: { type: DataTypes.STRING, allowNull: false },
    memo: DataTypes.STRING,
    price: DataTypes.DECIMAL(8, 2),
    views: DataTypes.BIGINT,
    age: DataTypes.INTEGER,
    at: DataTypes.DATE,
    day: DataTypes.DATEONLY,
    extra: DataTypes.JSON,
    apiToken: DataTypes.STRING,
    tenantId: DataTypes.INTEGER,
    propertyId: DataTypes.INTEGER,
  },
  { sequelize },
);
class Property extends Model {
  override toString() {
    return '';
  }
}
Property.init({ street: DataTypes.STRING }, { sequelize });
const Tenant = sequelize.define('Tenant', { name: DataTypes.STRING, password: DataTypes.STRING });
const Note = sequelize.define('Note', { text: DataTypes.STRING, requestId: DataTypes.INTEGER });
const Tag = sequelize.define('Tag', { label: DataTypes.STRING });
Request.belongsTo(Tenant, { as: 'tenant', foreignKey: 'tenantId' });
Request.belongsTo(Property, { as: 'property', foreignKey: 'propertyId' });
Request.hasMany(Note, { as: 'notes', foreignKey: 'requestId' });
Request.belongsToMany(Tag, { as: 'tags', through: 'RequestTag' });
Tenant.belongsTo(Tenant, { as: 'landlord', foreignKey: 'landlordId' });
const request = modelTypeOf(Request as ModelClass);
const schema = createLivegraftSchema(Object.values(sequelize.models));

/** What is said of a template over one row `r` and a list of rows `rs`, each by its severity and whole message. */
function findings(template: string): string[] {
  const { paths, diagnostics: found } = collectPaths('page.njk', textTemplates({ 'page.njk': template }));
  const diagnostics = new Diagnostics(found);
  const [one, many] = [paths.members.get('r'), paths.members.get('rs')];
  if (one) selectObject(one, request, { schema, diagnostics });
  if (many) selectList(many, request, { schema, diagnostics });
  return diagnostics.all.map(({ severity, error }) => `${severity} ${error.message}`);
}

const cases: Record<string, readonly (readonly [template: string, finding: string])[]> = {
  'LG1003: what is only known when the page renders': [
    [
      '{{ r[key] }}',
      `error LG1003: Which field of "r" is read is only known when the page renders, so it cannot be loaded. Write the name of the field of Request, or choose between names with if.

page.njk:1:6
1 | {{ r[key] }}
  |      ^^^`,
    ],
    [
      '{{ r.tenant[key] }}',
      `error LG1003: Which field of "tenant" is read is only known when the page renders, so it cannot be loaded. Write the name of the field of Tenant, or choose between names with if.

page.njk:1:13
1 | {{ r.tenant[key] }}
  |             ^^^`,
    ],
    [
      '{% set x = r.tenant %}{% for i in [1, 2] %}{% set x = x.landlord %}{% endfor %}{{ x.name }}',
      `error LG1003: How often "landlord" is followed is only known when the page renders. Write the steps out, or compute the value in the view.

page.njk:1:57
1 | {% set x = r.tenant %}{% for i in [1, 2] %}{% set x = x.landlord %}{% endfor %}{{ x.name }}
  |                                                         ^^^^^^^^`,
    ],
    [
      '{% macro tree(t) %}{% if t.landlord %}{{ tree(t.landlord) }}{% endif %}{% endmacro %}{{ tree(r.tenant) }}',
      `error LG1003: How often "landlord" is followed is only known when the page renders. Write the steps out, or compute the value in the view.

page.njk:1:28
1 | {% macro tree(t) %}{% if t.landlord %}{{ tree(t.landlord) }}{% endif %}{% endmacro %}{{ tree(r.tenant) }}
  |                            ^^^^^^^^`,
    ],
    [
      '{% for x in rs %}{{ x[key] }}{% endfor %}',
      `error LG1003: Which field of this Request is read is only known when the page renders, so it cannot be loaded. Write the name of the field of Request, or choose between names with if.

page.njk:1:23
1 | {% for x in rs %}{{ x[key] }}{% endfor %}
  |                       ^^^`,
    ],
  ],
  'LG1006: names that are not there': [
    [
      `<p>
{{ r.nmae }}`,
      `error LG1006: Cannot read "nmae" on type "Request". It has id, name, memo, price, views, age, at, day, extra, tenantId, propertyId, notes_total, tenant, property, notes, tags, summary, getFullName, str, notesCount, tagsCount.

page.njk:2:6
1 | <p>
2 | {{ r.nmae }}
  |      ^^^^`,
    ],
    [
      '{{ r.tenant.colour }}',
      `error LG1006: Cannot read "colour" on type "Tenant". It has id, name, landlordId, landlord, str.

page.njk:1:13
1 | {{ r.tenant.colour }}
  |             ^^^^^^`,
    ],
    [
      '{{ r.dataValues.apiToken }}',
      `error LG1006: Cannot read "dataValues" on type "Request". It has id, name, memo, price, views, age, at, day, extra, tenantId, propertyId, notes_total, tenant, property, notes, tags, summary, getFullName, str, notesCount, tagsCount.

page.njk:1:6
1 | {{ r.dataValues.apiToken }}
  |      ^^^^^^^^^^`,
    ],
    [
      '{{ r.__proto__ }}',
      `error LG1006: Cannot read "__proto__" on type "Request". It has id, name, memo, price, views, age, at, day, extra, tenantId, propertyId, notes_total, tenant, property, notes, tags, summary, getFullName, str, notesCount, tagsCount.

page.njk:1:6
1 | {{ r.__proto__ }}
  |      ^^^^^^^^^`,
    ],
    [
      '{{ r.constructor }}',
      `error LG1006: Cannot read "constructor" on type "Request". It has id, name, memo, price, views, age, at, day, extra, tenantId, propertyId, notes_total, tenant, property, notes, tags, summary, getFullName, str, notesCount, tagsCount.

page.njk:1:6
1 | {{ r.constructor }}
  |      ^^^^^^^^^^^`,
    ],
    [
      '{{ r.toString }}',
      `error LG1006: Cannot read "toString" on type "Request". It has id, name, memo, price, views, age, at, day, extra, tenantId, propertyId, notes_total, tenant, property, notes, tags, summary, getFullName, str, notesCount, tagsCount.

page.njk:1:6
1 | {{ r.toString }}
  |      ^^^^^^^^`,
    ],
    [
      '{{ rs[0].nmae }}',
      `error LG1006: Cannot read "nmae" on type "Request". It has id, name, memo, price, views, age, at, day, extra, tenantId, propertyId, notes_total, tenant, property, notes, tags, summary, getFullName, str, notesCount, tagsCount.

page.njk:1:10
1 | {{ rs[0].nmae }}
  |          ^^^^`,
    ],
    [
      '{% for x in rs %}{{ x.tenant.nmae }}{% endfor %}',
      `error LG1006: Cannot read "nmae" on type "Tenant". It has id, name, landlordId, landlord, str.

page.njk:1:30
1 | {% for x in rs %}{{ x.tenant.nmae }}{% endfor %}
  |                              ^^^^`,
    ],
    [
      `{{ rs | map('nmae') | join(', ') }}`,
      `error LG1006: Cannot read "nmae" on type "Request". It has id, name, memo, price, views, age, at, day, extra, tenantId, propertyId, notes_total, tenant, property, notes, tags, summary, getFullName, str, notesCount, tagsCount.

page.njk:1:13
1 | {{ rs | map('nmae') | join(', ') }}
  |             ^^^^`,
    ],
    [
      '{% set x = r.nmae %}',
      `error LG1006: Cannot read "nmae" on type "Request". It has id, name, memo, price, views, age, at, day, extra, tenantId, propertyId, notes_total, tenant, property, notes, tags, summary, getFullName, str, notesCount, tagsCount.

page.njk:1:14
1 | {% set x = r.nmae %}
  |              ^^^^`,
    ],
  ],
  'LG1007: private attributes': [
    [
      '{{ r.apiToken }}',
      `error LG1007: "apiToken" of type "Request" is private: no template can read it. Show something else, or compute what may be shown in a getter of the model.

page.njk:1:6
1 | {{ r.apiToken }}
  |      ^^^^^^^^`,
    ],
    [
      `{{ r['apiToken'] }}`,
      `error LG1007: "apiToken" of type "Request" is private: no template can read it. Show something else, or compute what may be shown in a getter of the model.

page.njk:1:6
1 | {{ r['apiToken'] }}
  |      ^^^^^^^^`,
    ],
    [
      '{% if r.apiToken %}set{% endif %}',
      `error LG1007: "apiToken" of type "Request" is private: no template can read it. Show something else, or compute what may be shown in a getter of the model.

page.njk:1:9
1 | {% if r.apiToken %}set{% endif %}
  |         ^^^^^^^^`,
    ],
    [
      `{{ rs | map('tenant.password') | join(', ') }}`,
      `error LG1007: "password" of type "Tenant" is private: no template can read it. Show something else, or compute what may be shown in a getter of the model.

page.njk:1:13
1 | {{ rs | map('tenant.password') | join(', ') }}
  |             ^^^^^^^^^^^^^^^`,
    ],
    [
      `{{ rs | groupby('apiToken') | length }}`,
      `error LG1007: "apiToken" of type "Request" is private: no template can read it. Show something else, or compute what may be shown in a getter of the model.

page.njk:1:17
1 | {{ rs | groupby('apiToken') | length }}
  |                 ^^^^^^^^`,
    ],
  ],
  'LG1008: values that are used as objects': [
    [
      '{{ r.age.years }}',
      `error LG1008: "age" of type "Request" is a plain value: it has no "years".

page.njk:1:10
1 | {{ r.age.years }}
  |          ^^^^^`,
    ],
    [
      '{{ r.at.getFullYear() }}',
      `error LG1008: "at" of type "Request" is a plain value: it has no "getFullYear".

page.njk:1:9
1 | {{ r.at.getFullYear() }}
  |         ^^^^^^^^^^^`,
    ],
    [
      '{{ r.name.first.letter }}',
      `error LG1008: "name" of type "Request" is a plain value: it has no "first".

page.njk:1:11
1 | {{ r.name.first.letter }}
  |           ^^^^^`,
    ],
    [
      '{{ r.day.length }}',
      `error LG1008: "day" of type "Request" is a plain value: it has no "length".

page.njk:1:10
1 | {{ r.day.length }}
  |          ^^^^^^`,
    ],
  ],
  'LG1008: objects that are used as values': [
    [
      '{{ r.tenant + 1 }}',
      `error LG1008: "tenant" is a Tenant, but a plain value is needed here. Name one of its fields, such as "name".

page.njk:1:6
1 | {{ r.tenant + 1 }}
  |      ^^^^^^`,
    ],
    [
      '{{ r | length }}',
      `error LG1008: "r" is a Request, but a plain value is needed here. Name one of its fields, such as "name".

page.njk:1:4
1 | {{ r | length }}
  |    ^`,
    ],
    [
      '{{ r.tenant == 1 }}',
      `error LG1008: "tenant" is a Tenant, but a plain value is needed here. Name one of its fields, such as "name".

page.njk:1:6
1 | {{ r.tenant == 1 }}
  |      ^^^^^^`,
    ],
    [
      '{{ r.tenant.toUpperCase() }}',
      `error LG1008: "tenant" is a Tenant, but a plain value is needed here. Name one of its fields, such as "name".

page.njk:1:13
1 | {{ r.tenant.toUpperCase() }}
  |             ^^^^^^^^^^^`,
    ],
    [
      '{{ r.toString() }}',
      `error LG1008: "r" is a Request, but a plain value is needed here. Name one of its fields, such as "name".

page.njk:1:6
1 | {{ r.toString() }}
  |      ^^^^^^^^`,
    ],
    [
      '{{ rs | sum }}',
      `error LG1008: "rs" is a Request, but a plain value is needed here. Name one of its fields, such as "name".

page.njk:1:4
1 | {{ rs | sum }}
  |    ^^`,
    ],
  ],
  'LG1008: lists that are used as values': [
    [
      '{{ rs }}',
      `error LG1008: "rs" is a list of Request, but a plain value is needed here. Loop over it, or use | join or | length.

page.njk:1:4
1 | {{ rs }}
  |    ^^`,
    ],
    [
      '{{ r.notes }}',
      `error LG1008: "notes" is a list of Note, but a plain value is needed here. Loop over it, or use | join or | length.

page.njk:1:6
1 | {{ r.notes }}
  |      ^^^^^`,
    ],
    [
      '{{ r.notes.all() }}',
      `error LG1008: "all" is a list of Note, but a plain value is needed here. Loop over it, or use | join or | length.

page.njk:1:12
1 | {{ r.notes.all() }}
  |            ^^^`,
    ],
    [
      `{{ rs ~ '' }}`,
      `error LG1008: "rs" is a list of Request, but a plain value is needed here. Loop over it, or use | join or | length.

page.njk:1:4
1 | {{ rs ~ '' }}
  |    ^^`,
    ],
    [
      '{{ rs + 1 }}',
      `error LG1008: "rs" is a list of Request, but a plain value is needed here. Loop over it, or use | join or | length.

page.njk:1:4
1 | {{ rs + 1 }}
  |    ^^`,
    ],
    [
      '{{ rs | upper }}',
      `error LG1008: "rs" is a list of Request, but a plain value is needed here. Loop over it, or use | join or | length.

page.njk:1:4
1 | {{ rs | upper }}
  |    ^^`,
    ],
    [
      `{% if 'a' in r.notes %}x{% endif %}`,
      `error LG1008: "notes" is a list of Note, but a plain value is needed here. Loop over it, or use | join or | length.

page.njk:1:16
1 | {% if 'a' in r.notes %}x{% endif %}
  |                ^^^^^`,
    ],
  ],
  'LG1009: what is no list': [
    [
      '{% for x in r %}{% endfor %}',
      `error LG1009: "r" is no list, but one value of type "Request".

page.njk:1:13
1 | {% for x in r %}{% endfor %}
  |             ^`,
    ],
    [
      '{% for x in r.tenant %}{% endfor %}',
      `error LG1009: "tenant" is no list, but one value of type "Tenant".

page.njk:1:15
1 | {% for x in r.tenant %}{% endfor %}
  |               ^^^^^^`,
    ],
    [
      '{% for x in r.age %}{% endfor %}',
      `error LG1009: "age" is no list, but one value of type "Request".

page.njk:1:15
1 | {% for x in r.age %}{% endfor %}
  |               ^^^`,
    ],
    [
      '{{ r.tenant[0].name }}',
      `error LG1009: "tenant" is no list, but one value of type "Tenant".

page.njk:1:6
1 | {{ r.tenant[0].name }}
  |      ^^^^^^`,
    ],
    [
      '{{ r.tenant | first }}',
      `error LG1009: "tenant" is no list, but one value of type "Tenant".

page.njk:1:6
1 | {{ r.tenant | first }}
  |      ^^^^^^`,
    ],
  ],
  'LG1009: lists that are used as rows': [
    [
      '{{ rs.name }}',
      `error LG1009: "rs" is a list of Request: it has no "name". Loop over it, or use all, first, count or length.

page.njk:1:7
1 | {{ rs.name }}
  |       ^^^^`,
    ],
    [
      '{{ r.notes.text }}',
      `error LG1009: "notes" is a list of Note: it has no "text". Loop over it, or use all, first, count or length.

page.njk:1:12
1 | {{ r.notes.text }}
  |            ^^^^`,
    ],
    [
      '{{ rs.last }}',
      `error LG1009: "rs" is a list of Request: it has no "last". Loop over it, or use all, first, count or length.

page.njk:1:7
1 | {{ rs.last }}
  |       ^^^^`,
    ],
    [
      '{{ rs.destroy() }}',
      `error LG1009: "rs" is a list of Request: it has no "destroy". Loop over it, or use all, first, count or length.

page.njk:1:7
1 | {{ rs.destroy() }}
  |       ^^^^^^^`,
    ],
    [
      '{{ r.tags.clear() }}',
      `error LG1009: "tags" is a list of Tag: it has no "clear". Loop over it, or use all, first, count or length.

page.njk:1:11
1 | {{ r.tags.clear() }}
  |           ^^^^^`,
    ],
    [
      '{% for a, b in rs %}{{ a }}{% endfor %}',
      `error LG1009: "rs" is a list of Request, whose rows cannot be taken apart into several names. Loop with one name, and read its fields.

page.njk:1:16
1 | {% for a, b in rs %}{{ a }}{% endfor %}
  |                ^^`,
    ],
  ],
  'LG1070: what is never called': [
    [
      '{{ r.destroy }}',
      `error LG1070: "destroy" of Request is never called from a template: a page that is shown must not change data. Do it in the view. What a template shows is a column, a getter, or a "get…" method without parameters.

page.njk:1:6
1 | {{ r.destroy }}
  |      ^^^^^^^`,
    ],
    [
      '{{ r.destroy() }}',
      `error LG1070: "destroy" of Request is never called from a template: a page that is shown must not change data. Do it in the view. What a template shows is a column, a getter, or a "get…" method without parameters.

page.njk:1:6
1 | {{ r.destroy() }}
  |      ^^^^^^^`,
    ],
    [
      '{{ r.delete() }}',
      `error LG1070: "delete" of Request is never called from a template: a page that is shown must not change data. Do it in the view. What a template shows is a column, a getter, or a "get…" method without parameters.

page.njk:1:6
1 | {{ r.delete() }}
  |      ^^^^^^`,
    ],
    [
      '{{ r.save() }}',
      `error LG1070: "save" of Request is never called from a template: a page that is shown must not change data. Do it in the view. What a template shows is a column, a getter, or a "get…" method without parameters.

page.njk:1:6
1 | {{ r.save() }}
  |      ^^^^`,
    ],
    [
      `{{ r.update({ name: 'x' }) }}`,
      `error LG1070: "update" of Request is never called from a template: a page that is shown must not change data. Do it in the view. What a template shows is a column, a getter, or a "get…" method without parameters.

page.njk:1:6
1 | {{ r.update({ name: 'x' }) }}
  |      ^^^^^^`,
    ],
    [
      '{{ r.archive }}',
      `error LG1070: "archive" of Request is never called from a template: a page that is shown must not change data. Do it in the view. What a template shows is a column, a getter, or a "get…" method without parameters.

page.njk:1:6
1 | {{ r.archive }}
  |      ^^^^^^^`,
    ],
    [
      '{{ r.setTenant(1) }}',
      `error LG1070: "setTenant" of Request is never called from a template: a page that is shown must not change data. Do it in the view. What a template shows is a column, a getter, or a "get…" method without parameters.

page.njk:1:6
1 | {{ r.setTenant(1) }}
  |      ^^^^^^^^^`,
    ],
    [
      '{{ r.createNote() }}',
      `error LG1070: "createNote" of Request is never called from a template: a page that is shown must not change data. Do it in the view. What a template shows is a column, a getter, or a "get…" method without parameters.

page.njk:1:6
1 | {{ r.createNote() }}
  |      ^^^^^^^^^^`,
    ],
    [
      '{{ r.tenant.destroy() }}',
      `error LG1070: "destroy" of Tenant is never called from a template: a page that is shown must not change data. Do it in the view. What a template shows is a column, a getter, or a "get…" method without parameters.

page.njk:1:13
1 | {{ r.tenant.destroy() }}
  |             ^^^^^^^`,
    ],
    [
      '{% for x in rs %}{{ x.delete }}{% endfor %}',
      `error LG1070: "delete" of Request is never called from a template: a page that is shown must not change data. Do it in the view. What a template shows is a column, a getter, or a "get…" method without parameters.

page.njk:1:23
1 | {% for x in rs %}{{ x.delete }}{% endfor %}
  |                       ^^^^^^`,
    ],
    [
      `{{ r.getNote('x') }}`,
      `error LG1070: "getNote" of Request is never called from a template: it takes parameters. Do it in the view. What a template shows is a column, a getter, or a "get…" method without parameters.

page.njk:1:6
1 | {{ r.getNote('x') }}
  |      ^^^^^^^`,
    ],
    [
      '{{ r.getTenant() }}',
      `error LG1070: "getTenant" of Request is never called from a template: it would ask the database for each row. Write "tenant", which is loaded with the rows.

page.njk:1:6
1 | {{ r.getTenant() }}
  |      ^^^^^^^^^`,
    ],
    [
      '{{ r.getTenant().name }}',
      `error LG1070: "getTenant" of Request is never called from a template: it would ask the database for each row. Write "tenant", which is loaded with the rows.

page.njk:1:6
1 | {{ r.getTenant().name }}
  |      ^^^^^^^^^`,
    ],
    [
      '{{ r.getNotes() | length }}',
      `error LG1070: "getNotes" of Request is never called from a template: it would ask the database for each row. Write "notes", which is loaded with the rows.

page.njk:1:6
1 | {{ r.getNotes() | length }}
  |      ^^^^^^^^`,
    ],
    [
      '{{ r.countNotes() }}',
      `error LG1070: "countNotes" of Request is never called from a template: it would ask the database for each row. Write "notes", which is loaded with the rows.

page.njk:1:6
1 | {{ r.countNotes() }}
  |      ^^^^^^^^^^`,
    ],
  ],
  'LG1071: what cannot be called': [
    [
      '{{ r.tenant() }}',
      `error LG1071: "tenant" leads to Tenant, and cannot be called. Write "tenant" without parentheses.

page.njk:1:6
1 | {{ r.tenant() }}
  |      ^^^^^^`,
    ],
    [
      '{{ r.notes() }}',
      `error LG1071: "notes" leads to Note, and cannot be called. Write "notes" without parentheses.

page.njk:1:6
1 | {{ r.notes() }}
  |      ^^^^^`,
    ],
    [
      '{{ rs() }}',
      `error LG1071: "rs" leads to Request, and cannot be called. Write "rs" without parentheses.

page.njk:1:4
1 | {{ rs() }}
  |    ^^`,
    ],
    [
      '{{ r.name() }}',
      `error LG1071: "name" of Request is a plain value, and cannot be called. Write "name" without parentheses; what depends on arguments is computed in the view.

page.njk:1:6
1 | {{ r.name() }}
  |      ^^^^`,
    ],
    [
      '{{ r.summary() }}',
      `error LG1071: "summary" of Request is read without arguments. Write "summary" without parentheses; what depends on arguments is computed in the view.

page.njk:1:6
1 | {{ r.summary() }}
  |      ^^^^^^^`,
    ],
    [
      `{{ r.getFullName('x') }}`,
      `error LG1071: "getFullName" of Request is read without arguments. Write "getFullName" without parentheses; what depends on arguments is computed in the view.

page.njk:1:6
1 | {{ r.getFullName('x') }}
  |      ^^^^^^^^^^^`,
    ],
  ],
  'LG1072: objects that are taken whole': [
    [
      '{{ r | dump }}',
      `warning LG1072: All exposed columns of Request are loaded, because "r" is used as a whole here. Name the fields that are needed, such as { id: x.id }.

page.njk:1:4
1 | {{ r | dump }}
  |    ^`,
    ],
    [
      '{{ rs | tojson }}',
      `warning LG1072: All exposed columns of Request are loaded, because "rs" is used as a whole here. Name the fields that are needed, such as { id: x.id }.

page.njk:1:4
1 | {{ rs | tojson }}
  |    ^^`,
    ],
    [
      '{% for x in rs %}{{ x | dump }}{% endfor %}',
      `warning LG1072: All exposed columns of Request are loaded, because "x" is used as a whole here. Name the fields that are needed, such as { id: x.id }.

page.njk:1:21
1 | {% for x in rs %}{{ x | dump }}{% endfor %}
  |                     ^`,
    ],
    [
      '{{ r.tenant | dump }}',
      `warning LG1072: All exposed columns of Tenant are loaded, because "tenant" is used as a whole here. Name the fields that are needed, such as { id: x.id }.

page.njk:1:6
1 | {{ r.tenant | dump }}
  |      ^^^^^^`,
    ],
    [
      '{{ { shown: r } | dump }}',
      `warning LG1072: All exposed columns of Request are loaded, because "r" is used as a whole here. Name the fields that are needed, such as { id: x.id }.

page.njk:1:4
1 | {{ { shown: r } | dump }}
  |    ^`,
    ],
    [
      '{% for key, value in r.tenant %}{{ key }}{% endfor %}',
      `warning LG1072: All exposed columns of Tenant are loaded, because "tenant" is used as a whole here. Name the fields that are needed, such as { id: x.id }.

page.njk:1:24
1 | {% for key, value in r.tenant %}{{ key }}{% endfor %}
  |                        ^^^^^^`,
    ],
    [
      '{% for key, value in r %}{{ key }}{{ value }}{% endfor %}',
      `warning LG1072: All exposed columns of Request are loaded, because "r" is used as a whole here. Name the fields that are needed, such as { id: x.id }.

page.njk:1:22
1 | {% for key, value in r %}{{ key }}{{ value }}{% endfor %}
  |                      ^`,
    ],
  ],
  'LG1073: models without a toString()': [
    [
      '{{ r }}',
      `warning LG1073: "r" prints as its name and key, such as "Request 1". Print one of its fields, or give the model a toString().

page.njk:1:4
1 | {{ r }}
  |    ^`,
    ],
    [
      '{{ r.tenant | upper }}',
      `warning LG1073: "tenant" prints as its name and key, such as "Tenant 1". Print one of its fields, or give the model a toString().

page.njk:1:6
1 | {{ r.tenant | upper }}
  |      ^^^^^^`,
    ],
    [
      `{{ rs | join(', ') }}`,
      `warning LG1073: "rs" prints as its name and key, such as "Request 1". Print one of its fields, or give the model a toString().

page.njk:1:4
1 | {{ rs | join(', ') }}
  |    ^^`,
    ],
    [
      '{{ rs.first }}',
      `warning LG1073: "first" prints as its name and key, such as "Request 1". Print one of its fields, or give the model a toString().

page.njk:1:7
1 | {{ rs.first }}
  |       ^^^^^`,
    ],
    [
      '{% for x in rs %}{{ x }}{% endfor %}',
      `warning LG1073: "x" prints as its name and key, such as "Request 1". Print one of its fields, or give the model a toString().

page.njk:1:21
1 | {% for x in rs %}{{ x }}{% endfor %}
  |                     ^`,
    ],
    [
      '{{ rs | random }}',
      `warning LG1073: "rs" prints as its name and key, such as "Request 1". Print one of its fields, or give the model a toString().

page.njk:1:4
1 | {{ rs | random }}
  |    ^^`,
    ],
    [
      `{{ rs | first | default('x', true) }}`,
      `warning LG1073: "rs" prints as its name and key, such as "Request 1". Print one of its fields, or give the model a toString().

page.njk:1:4
1 | {{ rs | first | default('x', true) }}
  |    ^^`,
    ],
  ],
  'LG1074: dates that are printed as they are stored': [
    [
      '{{ r.at }}',
      `warning LG1074: "at" of Request is printed as it is stored, such as 2026-01-31T09:30:00.000Z. Write "at | date", or "| date('iso')" where that is meant.

page.njk:1:6
1 | {{ r.at }}
  |      ^^`,
    ],
    [
      '{{ r.day }}',
      `warning LG1074: "day" of Request is printed as it is stored, such as 2026-01-31. Write "day | date", or "| date('iso')" where that is meant.

page.njk:1:6
1 | {{ r.day }}
  |      ^^^`,
    ],
    [
      `{{ 'at ' ~ r.at }}`,
      `warning LG1074: "at" of Request is printed as it is stored, such as 2026-01-31T09:30:00.000Z. Write "at | date", or "| date('iso')" where that is meant.

page.njk:1:14
1 | {{ 'at ' ~ r.at }}
  |              ^^`,
    ],
    [
      `{{ r.at or 'never' }}`,
      `warning LG1074: "at" of Request is printed as it is stored, such as 2026-01-31T09:30:00.000Z. Write "at | date", or "| date('iso')" where that is meant.

page.njk:1:6
1 | {{ r.at or 'never' }}
  |      ^^`,
    ],
    [
      '{% if r.age < 3 %}<b>{{ r.at }}</b>{% endif %}',
      `warning LG1074: "at" of Request is printed as it is stored, such as 2026-01-31T09:30:00.000Z. Write "at | date", or "| date('iso')" where that is meant.

page.njk:1:27
1 | {% if r.age < 3 %}<b>{{ r.at }}</b>{% endif %}
  |                           ^^`,
    ],
    [
      '<p title="a > b">{{ r.at }}</p>',
      `warning LG1074: "at" of Request is printed as it is stored, such as 2026-01-31T09:30:00.000Z. Write "at | date", or "| date('iso')" where that is meant.

page.njk:1:23
1 | <p title="a > b">{{ r.at }}</p>
  |                       ^^`,
    ],
    [
      `{{ rs | join(', ', 'at') }}`,
      `warning LG1074: "at" of Request is printed as it is stored, such as 2026-01-31T09:30:00.000Z. Write "at | date", or "| date('iso')" where that is meant.

page.njk:1:4
1 | {{ rs | join(', ', 'at') }}
  |    ^^`,
    ],
  ],
  'LG1075: sums of digits that are text': [
    [
      '{{ r.price + 1 }}',
      `error LG1075: "price" of Request is a Decimal, whose digits are text: adding puts them side by side. Let the database add (an annotation, or an aggregate in the view), or write "price | float".

page.njk:1:6
1 | {{ r.price + 1 }}
  |      ^^^^^`,
    ],
    [
      '{{ r.age + r.views }}',
      `error LG1075: "views" of Request is a BigInt, whose digits are text: adding puts them side by side. Let the database add (an annotation, or an aggregate in the view), or write "views | float".

page.njk:1:14
1 | {{ r.age + r.views }}
  |              ^^^^^`,
    ],
    [
      `{{ rs | sum('price') }}`,
      `error LG1075: "price" of Request is a Decimal, whose digits are text: adding puts them side by side. Let the database add (an annotation, or an aggregate in the view), or write "price | float".

page.njk:1:4
1 | {{ rs | sum('price') }}
  |    ^^`,
    ],
    [
      `{{ rs | map('price') | sum }}`,
      `error LG1075: "price" of Request is a Decimal, whose digits are text: adding puts them side by side. Let the database add (an annotation, or an aggregate in the view), or write "price | float".

page.njk:1:4
1 | {{ rs | map('price') | sum }}
  |    ^^`,
    ],
    [
      '{% set total = 0 %}{% for x in rs %}{% set total = total + x.price %}{% endfor %}{{ total }}',
      `error LG1075: "price" of Request is a Decimal, whose digits are text: adding puts them side by side. Let the database add (an annotation, or an aggregate in the view), or write "price | float".

page.njk:1:62
1 | {% set total = 0 %}{% for x in rs %}{% set total = total + x.price %}{% endfor %}{{ total }}
  |                                                              ^^^^^`,
    ],
  ],
  'LG1076: JSON that is printed': [
    [
      '{{ r.extra }}',
      `warning LG1076: "extra" of Request is JSON: an object in it prints as [object Object]. Name what is in it, or use | dump.

page.njk:1:6
1 | {{ r.extra }}
  |      ^^^^^`,
    ],
    [
      '{{ r.extra | upper }}',
      `warning LG1076: "extra" of Request is JSON: an object in it prints as [object Object]. Name what is in it, or use | dump.

page.njk:1:6
1 | {{ r.extra | upper }}
  |      ^^^^^`,
    ],
  ],
  'LG1077: lists as conditions': [
    [
      '{% if r.notes %}x{% endif %}',
      `warning LG1077: "notes" is a list of Note, and a list is true even when it is empty. Write "notes | length".

page.njk:1:9
1 | {% if r.notes %}x{% endif %}
  |         ^^^^^`,
    ],
    [
      '{% if not rs %}none{% endif %}',
      `warning LG1077: "rs" is a list of Request, and a list is true even when it is empty. Write "rs | length".

page.njk:1:11
1 | {% if not rs %}none{% endif %}
  |           ^^`,
    ],
    [
      `{{ 'x' if rs }}`,
      `warning LG1077: "rs" is a list of Request, and a list is true even when it is empty. Write "rs | length".

page.njk:1:11
1 | {{ 'x' if rs }}
  |           ^^`,
    ],
  ],
  'LG1078: defaults of what may be null': [
    [
      `{{ r.memo | default('x') }}`,
      `warning LG1078: "memo" of Request may be null, for which "default" does nothing. Write default("…", true).

page.njk:1:6
1 | {{ r.memo | default('x') }}
  |      ^^^^`,
    ],
    [
      `{{ r.tenant.name | d('x') }}`,
      `warning LG1078: "name" of Tenant may be null, for which "default" does nothing. Write default("…", true).

page.njk:1:13
1 | {{ r.tenant.name | d('x') }}
  |             ^^^^`,
    ],
    [
      `{{ r.property | default('none') }}`,
      `warning LG1078: "property" of Request may be null, for which "default" does nothing. Write default("…", true).

page.njk:1:6
1 | {{ r.property | default('none') }}
  |      ^^^^^^^^`,
    ],
  ],
};

describe.each(Object.entries(cases))('%s', (_, all) => {
  it.each(all)('%s', (template, finding) => {
    expect(findings(template)).toEqual([finding]);
  });
});

describe('nothing is said of', () => {
  it.each([
    // names
    `{{ r.name }}{{ r['name'] }}`,
    `{% set key = 'name' %}{{ r[key] }}`,
    `{% for key in ['name', 'memo'] %}{{ r[key] }}{% endfor %}`,
    `{{ r['name' if r.age else 'memo'] }}`,
    '{{ rs[0].name }}{% for i in range(3) %}{{ rs[i].name }}{% endfor %}',
    '{{ r.tenant.landlord.landlord.name }}',
    // members
    '{{ r.getFullName() }}',
    '{{ r.getFullName }}',
    '{{ r.summary }}{{ r.summary.length }}',
    '{{ r.name.length }}{{ r.name[0] }}{{ r.name.toUpperCase() }}',
    '{{ r.extra.color }}{{ r.extra.sizes[0].cm }}',
    '{% for key, value in r.extra %}{{ key }}{% endfor %}',
    '{{ r.extra | dump }}{{ r.summary | tojson }}',
    '{{ r.price.toFixed(2) }}',
    // lists
    '{% if r.notes | length %}x{% endif %}',
    '{% if r.notes.length > 2 %}x{% endif %}',
    '{% if rs.count %}x{% endif %}',
    '{{ r.tags.all() | length }}',
    '{{ r.notesCount }}{{ r.notes_total }}',
    '{% for x in rs %}{{ x.name }}{% else %}none{% endfor %}',
    '{% for x in rs | default([]) %}{{ x.name }}{% endfor %}',
    `{% for x in rs | sort(attribute='tenant.name') | reverse %}{{ x.name }}{% endfor %}`,
    `{% for key, group in rs | groupby('tenant.name') %}{{ key }}{{ group | length }}{% endfor %}`,
    `{{ rs | join(', ', 'name') }}{{ (rs | first).name }}`,
    '{% for a, b in [[1, 2]] %}{{ a }}{% endfor %}',
    // objects
    `{{ r.property }}{{ r.property | upper }}{{ rs | map('property') | join(', ') }}`,
    '{{ r.str }}{{ r.__str__ }}',
    '{% if r.tenant %}{{ r.tenant.name }}{% endif %}',
    `{{ r.tenant.name if r.tenant else 'nobody' }}`,
    '{% if r.tenant == none or r is none or r.tenant is defined %}x{% endif %}',
    `{{ rs | selectattr('tenant') | length }}`,
    '{{ { id: r.id, name: r.name } | dump }}',
    '{% for x in [r.tenant, r.tenant.landlord] %}{{ x.name }}{% endfor %}',
    // dates
    '<time datetime="{{ r.at }}">',
    `<time class='a > b' datetime='{{ r.day }}'>`,
    '<time datetime="{% if r.age > 3 %}{{ r.at }}{% endif %}">',
    `{{ r.at | date }}{{ r.day | date('long') }}`,
    `{{ r.at | date('iso') }}{{ r.at | timeago }}`,
    '{% if r.at > r.day %}x{% endif %}',
    '<script type="application/json">{{ r.at | tojson }}</script>',
    // numbers
    '{{ r.price | currency }}{{ r.price | number }}',
    `{{ r.price ~ ' €' }}`,
    `{{ r.price + ' €' }}`,
    '{{ r.price | float + 1 }}',
    '{{ r.price * 2 - r.views }}',
    `{{ r.age + 1 }}{{ rs | sum('age') }}`,
    '{% if r.price > 10 %}x{% endif %}',
    // what is missing
    `{{ r.name | default('x') }}`,
    `{{ r.memo | default('x', true) }}`,
    `{{ r.memo or 'x' }}`,
    `{{ r.extra.color | default('red') }}`,
    `{{ r.summary | default('x') }}`,
    '{{ r.notes_total | default(0) }}',
  ])('%s', (template) => {
    expect(findings(template)).toEqual([]);
  });
});

it('a value that is read deeper is no entry of an object, which is said beside what is loaded', () => {
  const found = findings('{% for key, value in r %}{{ value.name }}{% endfor %}');
  expect(found.map((finding) => finding.split(':')[0])).toEqual(['warning LG1072', 'error LG1009']);
});
