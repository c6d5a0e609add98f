import { Kind, print } from 'graphql';
import { DataTypes, Model, Sequelize } from 'sequelize';
import { describe, expect, it } from 'vitest';
import { createLivegraftSchema } from '../data/executableSchema.ts';
import { Diagnostics } from '../diagnostics.ts';
import { Count } from '../schema/expressions.ts';
import { annotatedType, type ModelClass, type ModelType, modelTypeOf } from '../schema/modelType.ts';
import { collectPaths } from '../template/collectPaths.ts';
import { textTemplates } from '../template/templateSource.ts';
import { selectList, selectObject } from './selectFields.ts';

const sequelize = new Sequelize('postgres://localhost/none', { logging: false, define: { timestamps: false } });
class Request extends Model {
  static annotations = { notes_total: Count('notes') };
  get summary() {
    return '';
  }
}
Request.init(
  { title: DataTypes.STRING, extra: DataTypes.JSON, age: DataTypes.INTEGER, apiToken: DataTypes.STRING },
  { sequelize },
);
const Tenant = sequelize.define('Tenant', {
  name: DataTypes.STRING,
  first: DataTypes.STRING,
  requestId: DataTypes.INTEGER,
});
const Seat = sequelize.define('Seat', {
  row: { type: DataTypes.INTEGER, primaryKey: true },
  no: { type: DataTypes.INTEGER, primaryKey: true },
});
Request.belongsTo(Tenant, { as: 'tenant', foreignKey: 'age' });
Request.hasMany(Tenant, { as: 'notes', foreignKey: 'requestId' });
const request = modelTypeOf(Request as ModelClass);
const schema = createLivegraftSchema(Object.values(sequelize.models));

function one(template: string, type = request): string {
  return select(selectObject, template, 'r', type);
}

function many(template: string, type = request): string {
  return select(selectList, template, 'rs', type);
}

/** Where and why what is read of a request cannot be. */
function mistakes(template: string): string[] {
  const { paths } = collectPaths('page', textTemplates({ page: template }));
  const diagnostics = new Diagnostics();
  selectObject(paths.members.get('r')!, request, { schema, diagnostics });
  return diagnostics.all.map(({ error: { code, location } }) => `${code} ${location!.line}:${location!.column}`);
}

/** The selection as one line. Throws the first thing that is wrong. */
function select(how: typeof selectObject, template: string, name: string, type: ModelType): string {
  const { paths } = collectPaths('page', textTemplates({ page: template }));
  const diagnostics = new Diagnostics();
  const selected = how(paths.members.get(name)!, type, { schema, diagnostics });
  const wrong = diagnostics.all.find(({ severity }) => severity === 'error');
  if (wrong) throw wrong.error;
  return oneLine(selected);
}

function oneLine(node: Parameters<typeof print>[0]): string {
  return print(node).replace(/\s+/g, ' ');
}

describe('what is selected of one row', () => {
  it.each([
    ['{{ r.title }}', '{ id title }'],
    ['{{ r.id }}', '{ id }'],
    ['{{ r }}', '{ id __str__: str }'],
    ['{{ r.str }}{{ r.__str__ }}', '{ id str __str__: str }'],
    ['{% if r %}x{% endif %}', '{ id }'],
    ['{{ r.tenant.name }}', '{ id tenant { id name } }'],
    ['{{ r.tenant }}{{ r.tenant.name }}', '{ id tenant { id __str__: str name } }'],
    ['{% if r.tenant %}x{% endif %}', '{ id tenant { id } }'],
    ['{% set t = r.tenant %}', '{ id }'],
    ['{{ r.summary }}{{ r.summary.length }}{{ r.notes_total }}', '{ id summary notes_total }'],
    ['{{ r.extra.a.b[0] }}{{ r.title.length }}{{ r.title | length }}', '{ id extra title }'],
    ['{{ r.tenant.first }}', '{ id tenant { id first } }'],
    ['{% for n in r.notes %}{{ n.name }}{% endfor %}', '{ id notes { id name } }'],
    [
      '{{ r.notes.first.name }}{{ r.notes.all.first.first }}{{ r.notes[0] }}',
      '{ id notes { id __str__: str name first } }',
    ],
    ['{{ r.notes.count }}{{ r.notes.length }}{{ r.notes | length }}', '{ id notes: notesCount }'],
    ['{{ r.notes.count() }}{% if r.notes | length > 2 %}x{% endif %}', '{ id notes: notesCount }'],
    ['{{ r.notes.all() | length }}', '{ id notes: notesCount }'],
    ['{{ r.notes | length }}{% for n in r.notes %}{{ n.name }}{% endfor %}', '{ id notes { id name } }'],
    ['{{ r.notes | length }}{{ r.notes.first.name }}', '{ id notes { id name } }'],
    ['{{ r.notesCount }}{{ r.notes | length }}', '{ id notesCount notes: notesCount }'],
    ['{{ r.notes | join(",", "name") }}', '{ id notes { id name } }'],
    ['{% for x in [r.tenant] %}{{ x.name }}{% endfor %}', '{ id tenant { id name } }'],
  ])('%s', (template, selected) => {
    expect(one(template)).toBe(selected);
  });

  it('are both keys of a composite one', () => {
    expect(one('{{ r }}', modelTypeOf(Seat as ModelClass))).toBe('{ row no __str__: str }');
  });
});

it('what is selected of a list is what is read on its items', () => {
  expect(many('{% for r in rs %}{{ r.title }}{% endfor %}{{ rs.first.age }}{{ rs | length }}')).toBe(
    '{ id title age }',
  );
  expect(many('{{ rs.count }}')).toBe('{ id }');
  const annotated = annotatedType(request, { open: { count: { notes: {} } } });
  expect(many('{% for r in rs %}{{ r.open }}{% endfor %}', annotated)).toBe('{ id open: annotation(name: "open") }');
});

describe('what cannot be selected', () => {
  it.each<[string, () => string, string[]]>([
    [
      'an unknown name like a known one',
      () => one('<p>\n{{ r.titel }}'),
      [
        'LG1006: Cannot read "titel" on type "Request". Did you mean "title"?',
        '',
        'page:2:6',
        '1 | <p>',
        '2 | {{ r.titel }}',
        '  |      ^^^^^',
      ],
    ],
    [
      'an unknown name like none',
      () => one('{{ r.colour }}'),
      [
        'LG1006: Cannot read "colour" on type "Request". It has id, title, extra, age, notes_total, tenant, notes, summary, str, notesCount.',
        '',
        'page:1:6',
        '1 | {{ r.colour }}',
        '  |      ^^^^^^',
      ],
    ],
    [
      'an unknown name of a joined row',
      () => one('{{ r.tenant.names }}'),
      [
        'LG1006: Cannot read "names" on type "Tenant". Did you mean "name"?',
        '',
        'page:1:13',
        '1 | {{ r.tenant.names }}',
        '  |             ^^^^^',
      ],
    ],
    [
      'an unknown name that is only set',
      () => one('{% set x = r.nothing_like_it %}'),
      [
        'LG1006: Cannot read "nothing_like_it" on type "Request". It has id, title, extra, age, notes_total, tenant, notes, summary, str, notesCount.',
        '',
        'page:1:14',
        '1 | {% set x = r.nothing_like_it %}',
        '  |              ^^^^^^^^^^^^^^^',
      ],
    ],
    [
      'a private attribute',
      () => one('{{ r.apiToken }}'),
      [
        'LG1007: "apiToken" of type "Request" is private: no template can read it. Show something else, or compute what may be shown in a getter of the model.',
        '',
        'page:1:6',
        '1 | {{ r.apiToken }}',
        '  |      ^^^^^^^^',
      ],
    ],
    [
      'a field of a value',
      () => one('{{ r.age.years }}'),
      [
        'LG1008: "age" of type "Request" is a plain value: it has no "years".',
        '',
        'page:1:10',
        '1 | {{ r.age.years }}',
        '  |          ^^^^^',
      ],
    ],
    [
      'a row as a value',
      () => one('{{ r.tenant + 1 }}'),
      [
        'LG1008: "tenant" is a Tenant, but a plain value is needed here. Name one of its fields, such as "name".',
        '',
        'page:1:6',
        '1 | {{ r.tenant + 1 }}',
        '  |      ^^^^^^',
      ],
    ],
    [
      'how many a row holds',
      () => one('{{ r.tenant | length }}'),
      [
        'LG1008: "tenant" is a Tenant, but a plain value is needed here. Name one of its fields, such as "name".',
        '',
        'page:1:6',
        '1 | {{ r.tenant | length }}',
        '  |      ^^^^^^',
      ],
    ],
    [
      'a list as a value',
      () => one('{{ r.notes }}'),
      [
        'LG1008: "notes" is a list of Tenant, but a plain value is needed here. Loop over it, or use | join or | length.',
        '',
        'page:1:6',
        '1 | {{ r.notes }}',
        '  |      ^^^^^',
      ],
    ],
    [
      'a loop over a row',
      () => one('{% for x in r.tenant %}{% endfor %}'),
      [
        'LG1009: "tenant" is no list, but one value of type "Tenant".',
        '',
        'page:1:15',
        '1 | {% for x in r.tenant %}{% endfor %}',
        '  |               ^^^^^^',
      ],
    ],
    [
      'a loop over a value',
      () => one('{% for x in r.age %}{% endfor %}'),
      [
        'LG1009: "age" is no list, but one value of type "Request".',
        '',
        'page:1:15',
        '1 | {% for x in r.age %}{% endfor %}',
        '  |               ^^^',
      ],
    ],
    [
      'a loop over the row itself',
      () => one('{% for x in r %}{% endfor %}'),
      [
        'LG1009: "r" is no list, but one value of type "Request".',
        '',
        'page:1:13',
        '1 | {% for x in r %}{% endfor %}',
        '  |             ^',
      ],
    ],
    [
      'an index of a row',
      () => one('{{ r.tenant[0].name }}'),
      [
        'LG1009: "tenant" is no list, but one value of type "Tenant".',
        '',
        'page:1:6',
        '1 | {{ r.tenant[0].name }}',
        '  |      ^^^^^^',
      ],
    ],
    [
      'a field of a list',
      () => many('{{ rs.title }}'),
      [
        'LG1009: "rs" is a list of Request: it has no "title". Loop over it, or use all, first, count or length.',
        '',
        'page:1:7',
        '1 | {{ rs.title }}',
        '  |       ^^^^^',
      ],
    ],
  ])('%s', (_, select, message) => {
    expect(select).toThrow(expect.objectContaining({ message: message.join('\n') }));
  });
});

it('a selection is a SelectionSetNode', () => {
  expect(
    selectObject(collectPaths('page', textTemplates({ page: '{{ r.id }}' })).paths.members.get('r')!, request, {
      schema,
      diagnostics: new Diagnostics(),
    }).kind,
  ).toBe(Kind.SELECTION_SET);
});

it('a field that cannot be read is said at every place that reads it', () => {
  expect(mistakes("{{ r.titel }}\n{% if r.titel %}{{ r['titel'] }}{% endif %}{{ r.apiToken ~ r.apiToken }}")).toEqual([
    'LG1006 1:6',
    'LG1006 2:9',
    'LG1006 2:22',
    'LG1007 2:49',
    'LG1007 2:62',
  ]);
});
