import type { GraphQLSchema } from 'graphql';
import { LivegraftError, LiveView } from 'livegraft';
import { beforeAll, describe, expect, it } from 'vitest';
import { createExecutableSchema } from '../../src/data/executableSchema.ts';
import { compileView } from '../../src/live/compileView.ts';
import type { ModelClass } from '../../src/schema/modelType.ts';
import { createModelSchema } from '../../src/schema/typeDefinitions.ts';
import { textTemplates } from '../../src/template/templateSource.ts';

let schema: GraphQLSchema;
let models: typeof import('../../schema/index.ts');

beforeAll(async () => {
  models = await import('../../schema/index.ts');
  schema = createExecutableSchema(createModelSchema(Object.values(models.sequelize.models) as ModelClass[]));
});

describe('a template that asks for the hash of a password', () => {
  it('does not compile, and its error says so', () => {
    expect(errorOf('{{ user.tenant.user.passwordHash }}').message).toBe(
      `LG1007: "passwordHash" of type "User" is private: no template can read it. Show something else, or compute what may be shown in a getter of the model.

users.njk:2:23
1 | <main lg-root>
2 |   {{ user.tenant.user.passwordHash }}
  |                       ^^^^^^^^^^^^`,
    );
  });

  it.each([
    '{{ user.passwordHash }}',
    '{{ user["passwordHash"] }}',
    '{% set key = "passwordHash" %}{{ user[key] }}',
    '{% set person = user %}{{ person.passwordHash }}',
    '{% if user.passwordHash %}yes{% endif %}',
    '{{ "yes" if user.passwordHash else "no" }}',
    '{{ user.passwordHash | length }}',
    '{% for user in users %}{{ user.passwordHash }}{% endfor %}',
    '{{ users.first.passwordHash }}',
    '{{ users[0].passwordHash }}',
    '{{ (users | first).passwordHash }}',
    '{{ users | sort(attribute="passwordHash") | length }}',
    '{{ users | sort(false, false, "passwordHash") | length }}',
    '{{ users | join(", ", "passwordHash") }}',
    '{{ users | groupby("passwordHash") | length }}',
    '{{ users | selectattr("passwordHash") | length }}',
    '{{ users | map("passwordHash") | join }}',
    '{% for person in [user] %}{{ person.passwordHash }}{% endfor %}',
    '{% macro show(person) %}{{ person.passwordHash }}{% endmacro %}{{ show(user) }}',
  ])('does not compile as %s', (line) => {
    expect(errorOf(line)).toMatchObject({
      code: 'LG1007',
      reason: expect.stringContaining('"passwordHash" of type "User" is private'),
      location: { line: 2 },
    });
  });

  it.each([
    ['{{ user.password_hash }}', 'LG1006'],
    ['{{ user.passwordHas }}', 'LG1006'],
    ['{{ user.dataValues.passwordHash }}', 'LG1006'],
    ['{{ user.__proto__ }}', 'LG1006'],
    ['{{ user.get("passwordHash") }}', 'LG1070'],
    ['{{ user.getDataValue("passwordHash") }}', 'LG1070'],
    ['{{ user[name] }}', 'LG1003'],
  ])('does not compile as %s', (line, code) => {
    const error = errorOf(line);
    expect(error.code).toBe(code);
    if (!line.includes('passwordHash')) expect(error.message).not.toContain('passwordHash');
  });
});

it.each(['{{ user | dump }}', '{{ users | tojson }}', '{% for name, value in user %}{{ value }}{% endfor %}'])(
  'loads no hash for %s',
  (line) => {
    const operations = [...compile(line).operations.values()].map(({ text }) => text);
    expect(operations.join()).toContain('email');
    expect(operations.join()).not.toContain('passwordHash');
  },
);

function compile(line: string) {
  class UsersView extends LiveView {
    static override template = 'users.njk';
    static override models = { users: [models.User], user: models.User };
  }
  const load = textTemplates({ 'users.njk': `<main lg-root>\n  ${line}\n</main>\n` });
  return compileView(UsersView, { load, schema });
}

function errorOf(line: string): LivegraftError {
  try {
    compile(line);
  } catch (error) {
    if (error instanceof LivegraftError) return error;
    throw error;
  }
  throw new Error(`It compiles: ${line}`);
}
