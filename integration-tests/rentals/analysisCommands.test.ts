import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AppCopy, copyApp } from '../appCopy.ts';
import { runToEnd } from '../runningApp.ts';

/** A database that counts who comes, and answers nobody. */
let database: Server;
let connections = 0;
let copy: AppCopy;

beforeAll(async () => {
  database = createServer((socket) => {
    connections += 1;
    socket.destroy();
  }).listen(0);
  await once(database, 'listening');
  copy = copyApp();
});
afterAll(() => {
  database?.close();
  copy?.remove();
});

/** Runs a command beside that database, and sees that it stays alone. The copy's folder is written `APP`. */
async function run(...args: string[]) {
  const { port } = database.address() as AddressInfo;
  const env = { DATABASE_URL: `postgres://user:password@localhost:${port}/rentals`, NO_COLOR: '' };
  const { code, output, errorOutput } = await runToEnd(args, { env });
  expect(connections).toBe(0);
  const shown = (text: string) =>
    text.replaceAll(copy.folder, '/APP').replaceAll(path.relative('.', copy.folder), 'APP');
  return { code, output: shown(output), errorOutput: shown(errorOutput) };
}

const runInCopy = (command: string, ...args: string[]) => run(command, '--app', copy.folder, ...args);

describe('livegraft check', () => {
  it('finds nothing in the rentals application', async () => {
    const { code, output } = await run('check');
    expect(output).toBe(`11 templates, 10 views: 0 errors, 0 warnings.
Not checked against a model, as no "static models" declares them: categories, cities, form, groupLinks, navigation, pager, priorities, properties, query, requests, sortLinks, sorts, statusLinks, statuses, types, viewer, ways.
`);
    expect(code).toBe(0);
  });

  it('needs no database that is anywhere', async () => {
    const env = { DATABASE_URL: 'postgres://nobody@localhost:1/nothing' };
    expect(await runToEnd(['check', '--quiet'], { env })).toMatchObject({ code: 0, errorOutput: '' });
  });

  describe('of a broken copy', () => {
    beforeAll(() => {
      copy.edit(
        'views/layout.njk',
        '</footer>',
        '{% for x in navigation %}{% set n = n + 1 %}{% endfor %}{{ n }}</footer>',
      );
      copy.edit(
        'views/rentals/home.njk',
        '{% block main %}',
        '{% block main %}\n{# livegraft-ignore LG1057: it shows what is lost #}\n{% for x in navigation %}{% set m = m + 1 %}{% endfor %}{{ m }}',
      );
      copy.edit('views/rentals/maintenance_list.njk', '{{ request.title }}', '{{ request.titel }}');
      copy.edit(
        'views/rentals/property_list.ts',
        '  override _section',
        '  private kept = new Map<string, number>();\n  override _section',
      );
      copy.edit('views/rentals/home.ts', '  override async', '  greeting = "Hello";\n\n  override async');
      copy.write('views/parts/unused.njk', '{{ name | shout }}\n');
    });

    it('prints each finding once, with its place, and a summary', async () => {
      const { code, output, errorOutput } = await runInCopy('check');
      expect(output).toBe(broken);
      expect(errorOutput).toBe('');
      expect(code).toBe(1);
    });

    it('prints errors only where it is to be quiet', async () => {
      const { code, output } = await runInCopy('check', '--quiet', '--max-warnings', '3');
      expect(output.match(/^(error|warning) LG\d+/gm)).toEqual(['error LG1004', 'error LG1006']);
      expect(output).toContain('\n12 templates, 10 views: 2 errors, 3 warnings, 1 silenced.\n');
      expect(code).toBe(1);
    });

    it('prints JSON', async () => {
      const { code, output } = await runInCopy('check', '--json');
      const { findings, ...report } = JSON.parse(output);
      expect(report).toEqual({
        views: [
          'HomeView',
          'DashboardView',
          'MaintenanceListView',
          'NewMaintenanceView',
          'EditMaintenanceView',
          'PropertyListView',
          'TenantListView',
          'TenantView',
          'LeaseListView',
          'LoginView',
        ],
        templates: [
          'layout.njk',
          'parts/unused.njk',
          'rentals/dashboard.njk',
          'rentals/home.njk',
          'rentals/lease_list.njk',
          'rentals/login.njk',
          'rentals/maintenance_form.njk',
          'rentals/maintenance_list.njk',
          'rentals/pager.njk',
          'rentals/property_list.njk',
          'rentals/tenant.njk',
          'rentals/tenant_list.njk',
        ],
        unchecked: expect.arrayContaining([
          {
            name: 'viewer',
            views: [
              'HomeView',
              'DashboardView',
              'MaintenanceListView',
              'NewMaintenanceView',
              'EditMaintenanceView',
              'PropertyListView',
              'TenantListView',
              'TenantView',
              'LeaseListView',
              'LoginView',
            ],
            paths: ['viewer.initials', 'viewer.name'],
          },
        ]),
        errors: 2,
        warnings: 3,
        silenced: 1,
      });
      expect(findings.map(({ code, file, view }: Record<string, string>) => [code, file, view])).toEqual([
        ['LG1057', 'APP/views/layout.njk', undefined],
        ['LG1004', 'APP/views/parts/unused.njk', undefined],
        ['LG4041', 'APP/views/rentals/home.ts', undefined],
        ['LG1006', 'APP/views/rentals/maintenance_list.njk', 'MaintenanceListView'],
        ['LG4042', 'APP/views/rentals/property_list.ts', undefined],
      ]);
      expect(findings[3]).toEqual({
        severity: 'error',
        code: 'LG1006',
        message: 'Cannot read "titel" on type "MaintenanceRequest".',
        hint: 'Did you mean "title"?',
        file: 'APP/views/rentals/maintenance_list.njk',
        line: 78,
        column: 91,
        length: 5,
        view: 'MaintenanceListView',
      });
      expect(code).toBe(1);
    });

    it('accepts as many warnings as it is told to', async () => {
      copy.edit('views/rentals/maintenance_list.njk', '{{ request.titel }}', '{{ request.title }}');
      copy.write('views/parts/unused.njk', '{{ name }}\n');
      expect((await runInCopy('check', '--max-warnings', '3')).code).toBe(0);
      expect((await runInCopy('check', '--max-warnings', '2')).code).toBe(1);
    });

    it('says which context is that of another view', async () => {
      const [from, to] = ['declare static context: TenantViewContext', 'declare static context: LoginViewContext'];
      copy.edit('views/rentals/tenant.ts', from, to);
      const { output } = await runInCopy('check');
      copy.edit('views/rentals/tenant.ts', to, from);
      expect(output).toContain('warning LG4045: The context of TenantView is declared to be that of LoginView.');
      expect(output).toContain('APP/views/rentals/tenant.ts:40:27\n');
    });

    it('says what is wrong with a view or the models, and checks the rest', async () => {
      copy.edit(
        'views/rentals/login.ts',
        "static override template = 'rentals/login.njk'",
        "static override template = 'rentals/missing.njk'",
      );
      const { output } = await runInCopy('check', '--quiet');
      expect(output).toContain(
        'error LG1000: There is no template "rentals/missing.njk" in /APP/views. Template names are paths below the views folder, such as "rentals/list.njk".\n\nin LoginView\n\n12 templates, 10 views: 1 error, 3 warnings, 1 silenced.\n',
      );
      copy.edit(
        'schema/tag.ts',
        'Tag.init(',
        "(Tag as { privateAttributes?: string[] }).privateAttributes = ['nowhere'];\nTag.init(",
      );
      const { code, output: models } = await runInCopy('check', '--json');
      expect(JSON.parse(models)).toMatchObject({
        findings: expect.arrayContaining([
          {
            severity: 'error',
            code: 'LG2005',
            message: '"static privateAttributes" of Tag names "nowhere", which is no attribute of it.',
            file: 'APP/schema/tag.ts',
            line: 16,
            column: 14,
            length: 3,
          },
        ]),
      });
      expect(code).toBe(1);
    });
  });
});

describe('livegraft paths', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'livegraft-paths-'));
    mkdirSync(path.join(folder, 'parts'));
    writeFileSync(
      path.join(folder, 'page.njk'),
      '{% for request in requests %}{{ request.title }}{% include "parts/tenant.njk" %}{% endfor %}',
    );
    writeFileSync(path.join(folder, 'parts', 'tenant.njk'), '{{ request.tenant.user.email }}{{ heading }}');
    writeFileSync(path.join(folder, 'wrong.njk'), '{{ a.b }}\n{{ c | shout }}');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('prints what a template reads, by its name or filename', async () => {
    const names = ['rentals/login.njk', path.resolve('views/rentals/login.njk')];
    for (const name of names) {
      expect(await run('paths', name)).toEqual({
        code: 0,
        errorOutput: '',
        output: `flash.error
flash.info
navigation[].current
navigation[].href
navigation[].label
problem
users[].getFullName
users[].id
users[].role
viewer.initials
viewer.name
`,
      });
    }
  });

  it('reads a folder without an application, and a file in its own folder', async () => {
    const output = 'heading\nrequests[].tenant.user.email\nrequests[].title\n';
    const found = { code: 0, errorOutput: '', output };
    expect(await run('paths', 'page.njk', '--views', folder)).toEqual(found);
    expect(await run('paths', path.join(folder, 'page.njk'))).toEqual(found);
  });

  it('says what is wrong on standard error', async () => {
    const { code, output, errorOutput } = await run('paths', 'wrong.njk', '--views', folder);
    expect(output.replace(errorOutput, '')).toBe('a.b\n');
    const filename = path.relative('.', path.join(folder, 'wrong.njk'));
    expect(errorOutput).toBe(`error LG1004: There is no filter "shout". Did you mean "sort"?

${filename}:2:8
1 | {{ a.b }}
2 | {{ c | shout }}
  |        ^^^^^

`);
    expect(code).toBe(1);
  });

  it('refuses a template or a folder that is not there', async () => {
    expect(await run('paths', 'nowhere.njk', '--views', folder)).toMatchObject({
      code: 1,
      output: `error LG1000: There is no template "nowhere.njk" in ${folder}. Template names are paths below the views folder, such as "rentals/list.njk".\n\n`,
    });
    expect(await run('paths', 'page.njk', '--views', '/nowhere')).toMatchObject({
      code: 2,
      output:
        'LG5020: There is no folder /nowhere. Name the folder of the templates with --views, or the application with --app.\n',
    });
  });
});

describe('livegraft explain', () => {
  it('prints what a view loads', async () => {
    const { code, output, errorOutput } = await run('explain', 'NewMaintenanceView');
    expect(output.replace(/("static models" does not declare\n)(?: {2}.*\n)+/, '$1')).toBe(explained);
    expect(errorOutput).toBe('');
    expect(code).toBe(0);
  });

  it('prints it for all views that use a template', async () => {
    const { output } = await run('explain', 'rentals/maintenance_form.njk', '--json');
    const { views } = JSON.parse(output);
    expect(views.map(({ view }: { view: string }) => view)).toEqual(['NewMaintenanceView', 'EditMaintenanceView']);
    expect(views[0].names).toMatchObject([{ name: 'properties', model: 'Property', cardinality: 'many', joins: [] }]);
    expect(views[0].models).toEqual([
      { model: 'Property', columns: ['city', 'id', 'name'], annotations: [], computed: [], serverOnly: [] },
    ]);
  });

  it('refuses what is no view and no template', async () => {
    expect(await run('explain', 'MaintenanceLstView')).toMatchObject({
      code: 1,
      output:
        'LG4043: No route has a view "MaintenanceLstView", and there is no such template. Did you mean "MaintenanceListView"?\n',
    });
  });

  it('says what is wrong with a view, and explains the rest', async () => {
    const own = copyApp();
    own.edit('views/rentals/maintenance_list.njk', '{{ request.title }}', '{{ request.titel }}');
    own.write('views/unused.njk', '');
    const { code, output, errorOutput } = await run('explain', '--app', own.folder, 'MaintenanceListView');
    const unused = await run('explain', '--app', own.folder, 'unused.njk');
    own.remove();
    expect(errorOutput).toContain(
      'error LG1006: Cannot read "titel" on type "MaintenanceRequest". Did you mean "title"?\n',
    );
    expect(output).toContain('SQL, 1 statement\n');
    expect(code).toBe(1);
    expect(unused).toMatchObject({
      code: 1,
      output:
        'LG4044: No view uses the template "unused.njk", so nothing is loaded for it. "livegraft paths unused.njk" prints what it reads.\n',
    });
  });
});

const broken = `warning LG1057: The name "n" is set inside this loop only, and is gone after it. Set it before the loop, too: then the loop changes that one.

APP/views/layout.njk:50:33
49 |   <p class="container">A demonstration with invented people, homes and leaks.</p>
50 | {% for x in navigation %}{% set n = n + 1 %}{% endfor %}{{ n }}</footer>
   |                                 ^

error LG1004: There is no filter "shout". Did you mean "sort"?

APP/views/parts/unused.njk:1:11
1 | {{ name | shout }}
  |           ^^^^^

warning LG4041: "greeting" of HomeView is public, but "rentals/home.njk" does not read it. Write "#greeting" if only the view needs it, or remove it.

APP/views/rentals/home.ts:10:3
 9 | 
10 |   greeting = "Hello";
   |   ^^^^^^^^

error LG1006: Cannot read "titel" on type "MaintenanceRequest". Did you mean "title"?

APP/views/rentals/maintenance_list.njk:78:91
77 |     <tr lg-key="{{ request.id }}">
78 |       <th scope="row"><a href="/maintenance/{{ request.id }}/edit" lg-navigate>{{ request.titel }}</a> <small>{{ request.description | truncate(96) }}</small></th>
   |                                                                                           ^^^^^

warning LG4042: "kept" of PropertyListView is private for TypeScript only: when the view runs, its template sees it. Write "#kept".

APP/views/rentals/property_list.ts:34:11
33 | 
34 |   private kept = new Map<string, number>();
   |           ^^^^

12 templates, 10 views: 2 errors, 3 warnings, 1 silenced.
Not checked against a model, as no "static models" declares them: categories, cities, form, groupLinks, navigation, pager, priorities, properties, query, requests, sortLinks, sorts, statusLinks, statuses, types, viewer, ways.
`;

const explained = `NewMaintenanceView (rentals/maintenance_form.njk)

properties: a list of Property

Paths
  properties[].city
  properties[].id
  properties[].name

GraphQL
  query NewMaintenanceView_properties($where: PropertyWhere, $orderBy: [PropertyOrderBy!], $limit: Int, $offset: Int) {
    properties(where: $where, orderBy: $orderBy, limit: $limit, offset: $offset) {
      id
      name
      city
    }
  }

SQL, 1 statement
  -- properties; the QuerySet adds WHERE, ORDER BY and LIMIT
  SELECT "Property"."id", "Property"."name", "Property"."city" FROM "properties" AS "Property" ORDER BY "Property"."id" LIMIT $1::int8

Other names: plain data, or rows that "static models" does not declare

What can reach a browser, by model
  Property: city, id, name
`;
