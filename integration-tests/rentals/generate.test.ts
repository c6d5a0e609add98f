import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadViews } from '../../src/cli/appViews.ts';
import { mount } from '../../src/testing/index.ts';
import { type AppCopy, copyApp } from '../appCopy.ts';
import { repository, runToEnd } from '../runningApp.ts';
import { openRentals, type RentalsApp } from './rentalsApp.ts';

const CONTEXTS = 'schema/generated/contexts.ts';
const compilerOptions: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  allowImportingTsExtensions: true,
  noUncheckedIndexedAccess: true,
  types: [],
};

describe('generate, on a copy of the application', () => {
  let fresh: AppCopy;
  let copy: AppCopy;

  beforeAll(async () => {
    fresh = copyApp();
    copy = fresh;
    expect(await generate()).toMatchObject({ code: 0 });
  });
  afterAll(() => fresh?.remove());
  beforeEach(() => {
    copy = copyApp();
    cpSync(path.join(fresh.folder, 'schema'), inCopy('schema'), { recursive: true });
  });
  afterEach(() => copy?.remove());

  it('writes the operations and the types of contexts that are committed', async () => {
    rmSync(inCopy('schema/operations'), { recursive: true });
    rmSync(inCopy(CONTEXTS));
    const { code, output } = await generate();
    expect(code).toBe(0);
    expect(output.split('\n').filter((line) => line.startsWith('Wrote'))).toHaveLength(10);
    const names = readdirSync(path.join(repository, 'schema/operations'));
    expect(readdirSync(inCopy('schema/operations'))).toEqual(names);
    for (const filename of [...names.map((name) => `schema/operations/${name}`), CONTEXTS]) {
      expect(copy.read(filename), filename).toBe(readFileSync(path.join(repository, filename), 'utf8'));
    }
    expect(await generate('--check')).toMatchObject({ code: 0, output: 'APP/schema/schema.graphql is up to date.\n' });
  });

  it('names every file that is stale, missing or superfluous, and writes none of them with --check', async () => {
    const stale = copy.read('schema/operations/TenantView.graphql').replace('email', 'phone');
    copy.write('schema/operations/TenantView.graphql', stale);
    copy.write('schema/operations/GoneView.graphql', stale);
    copy.write('schema/operations/Own.graphql', 'query Own { tenants { id } }\n');
    rmSync(inCopy('schema/operations/LoginView.graphql'));
    copy.edit(CONTEXTS, 'overdue: number', 'overdue: string');
    expect(await generate('--check')).toMatchObject({
      code: 1,
      output: `LG5014: 4 files are not what the models and views say. Run "livegraft generate" and commit the files:
  APP/schema/operations/GoneView.graphql belongs to no view
  APP/schema/operations/LoginView.graphql is missing
  APP/schema/operations/TenantView.graphql is not what the views say
  APP/schema/generated/contexts.ts is not what the views say
`,
    });
    expect(copy.read('schema/operations/TenantView.graphql')).toBe(stale);
    expect(existsSync(inCopy('schema/operations/LoginView.graphql'))).toBe(false);
    expect(await generate()).toMatchObject({
      code: 0,
      output: `APP/schema/schema.graphql is up to date.
Removed APP/schema/operations/GoneView.graphql.
Wrote APP/schema/operations/LoginView.graphql.
Wrote APP/schema/operations/TenantView.graphql.
Wrote APP/schema/generated/contexts.ts.
`,
    });
    expect(copy.read('schema/operations/Own.graphql')).toBe('query Own { tenants { id } }\n');
    expect(await generate('--check')).toMatchObject({ code: 0 });
  });

  it('says of one file what is wrong with it, and overwrites none that somebody else wrote', async () => {
    rmSync(inCopy('schema/operations/LoginView.graphql'));
    expect(await generate('--check')).toMatchObject({
      code: 1,
      output:
        'LG5014: APP/schema/operations/LoginView.graphql is missing. Run "livegraft generate" and commit the file.\n',
    });
    copy.write('schema/operations/LoginView.graphql', 'query Own { tenants { id } }\n');
    expect(await generate()).toMatchObject({
      code: 1,
      errorOutput:
        'LG5028: APP/schema/operations/LoginView.graphql was not written by "livegraft generate", which would overwrite it. Move or delete it.\n',
    });
    expect(copy.read('schema/operations/LoginView.graphql')).toBe('query Own { tenants { id } }\n');
  });

  it('changes for a template the files of its view and nothing else', async () => {
    const before = interfacesOf(copy.read(CONTEXTS));
    copy.edit('views/rentals/tenant.njk', '{{ tenant.user.email }}', '{{ tenant.user.role }}');
    expect((await generate()).output).toBe(`APP/schema/schema.graphql is up to date.
Wrote APP/schema/operations/TenantView.graphql.
Wrote APP/schema/generated/contexts.ts.
`);
    const after = interfacesOf(copy.read(CONTEXTS));
    expect([...after].filter(([name, text]) => before.get(name) !== text).map(([name]) => name)).toEqual([
      'TenantViewContext',
    ]);
    expect(after.get('TenantViewContext')).toContain("readonly role: 'manager' | 'staff' | 'tenant';");
    expect(after.get('TenantViewContext')).not.toContain('email');
  });

  it('names the templates and lines that read what an operation loads, those of included templates too', async () => {
    copy.write('views/rentals/names.njk', '{% for user in users %}\n{{ user.getFullName }}\n{% endfor %}');
    copy.edit('views/rentals/login.njk', '{% block main %}', '{% block main %}{% include "rentals/names.njk" %}');
    await generate();
    expect(copy.read('schema/operations/LoginView.graphql')).toMatch(
      /^# Written by "livegraft generate" .*\n\n# users\n# rentals\/login\.njk, lines [\d, and]+\n# rentals\/names\.njk, lines 1 and 2\nquery LoginView_users\(/,
    );
  });

  it('writes the SDL though a template does not compile, and says where it does not', async () => {
    copy.edit('schema/schema.graphql', 'type Query', 'type  Query');
    copy.edit('views/rentals/tenant.njk', '{{ tenant.user.email }}', '{{ tenant.user.mail }}');
    const { code, output } = await generate();
    expect(output).toMatch(/^Wrote APP\/schema\/schema\.graphql\.\nLG1006: Cannot read "mail" on type "User"\./);
    expect(output).toContain('APP/views/rentals/tenant.njk:');
    expect(code).toBe(1);
  });

  it('refuses two views of one name', async () => {
    copy.write('views/other.ts', otherView);
    copy.write('views/another.ts', otherView);
    const imports = "import { OtherView } from './other.ts';\nimport { OtherView as Another } from './another.ts';\n";
    copy.edit('views/routes.ts', 'export default', `${imports}export default`);
    copy.edit('views/routes.ts', 'routes: [', "routes: [page('/other', OtherView), page('/another', Another),");
    expect(await generate()).toMatchObject({
      code: 1,
      errorOutput:
        'LG5027: Two views are named OtherView, and so would be the files and types that are made of them. Rename one of the classes.\n',
    });
  });

  it('knows what is counted, printed, annotated, in dicts and in lists of dicts', async () => {
    copy.write('views/all.ts', allView);
    copy.write('views/all.njk', allTemplate);
    copy.edit('views/routes.ts', "page('/', HomeView)", "page('/', HomeView), page('/all', AllView)");
    copy.edit('views/routes.ts', 'export default', "import { AllView } from './all.ts';\nexport default");
    expect(await generate()).toMatchObject({ code: 0, errorOutput: '' });
    expect(interfacesOf(copy.read(CONTEXTS)).get('AllViewContext')).toBe(allContext);
    const [program] = compile({ 'types.ts': copy.read(CONTEXTS) });
    expect(messagesOf(program!)).toEqual([]);
  });

  it('gives types that hold, and that a wrong field does not pass', () => {
    const use = (field: string) => `import type { MaintenanceListViewContext } from './types.ts';
export const titleOf = (context: MaintenanceListViewContext): string => context.requests[0]?.${field} ?? '';`;
    const types = copy.read(CONTEXTS);
    expect(messagesOf(compile({ 'types.ts': types, 'use.ts': use('title') })[0]!)).toEqual([]);
    const [wrong] = messagesOf(compile({ 'types.ts': types, 'use.ts': use('titel') })[0]!);
    expect(wrong).toMatch(/^use\.ts: Property 'titel' does not exist on type .* Did you mean 'title'\?$/);
    const [notText] = messagesOf(compile({ 'types.ts': types, 'use.ts': use('id') })[0]!);
    expect(notText).toBe(`use.ts: Type 'number | ""' is not assignable to type 'string'.`);
    const [mayBeNull] = messagesOf(compile({ 'types.ts': types, 'use.ts': use('property.name') })[0]!);
    expect(mayBeNull).toMatch(/^use\.ts: .* is possibly 'null'/);
  });

  it('types the tests of a view by its template: what it does not read any more, they cannot read either', async () => {
    copy.write('views/use.ts', contextUse);
    expect(typeErrorsOf('views/use.ts')).toEqual([]);
    copy.edit('views/rentals/tenant_list.njk', '{{ person.email }}', '');
    copy.edit('views/rentals/tenant_list.ts', 'clearHref:', 'resetHref:');
    expect((await generate()).output).toContain('Wrote APP/schema/generated/contexts.ts.');
    const [email, clearHref, ...others] = typeErrorsOf('views/use.ts');
    expect(email).toMatch(/^Property 'email' does not exist on type /);
    expect(clearHref).toMatch(/^Property 'clearHref' does not exist on type /);
    expect(others).toEqual([]);
  });

  async function generate(...args: string[]) {
    const ended = await runToEnd(['generate', '--app', copy.folder, ...args]);
    const inApp = (text: string) => text.replaceAll(path.relative('.', copy.folder), 'APP');
    return { ...ended, output: inApp(ended.output), errorOutput: inApp(ended.errorOutput) };
  }

  function inCopy(filename: string): string {
    return path.join(copy.folder, filename);
  }

  /** What the compiler says of a file of the application, with the application's own settings. */
  function typeErrorsOf(filename: string): string[] {
    const { config } = ts.readConfigFile(path.join(repository, 'tsconfig.json'), ts.sys.readFile);
    const { options } = ts.parseJsonConfigFileContent({ ...config, files: [], include: [] }, ts.sys, repository);
    const program = ts.createProgram([inCopy(filename)], options);
    const found = program.getSemanticDiagnostics(program.getSourceFile(inCopy(filename)));
    return found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
  }
});

describe('the types of contexts', () => {
  const viewer = { id: 1, name: 'Margaret Holloway', role: 'manager' };
  const params = { id: 1 };
  let rentals: RentalsApp;

  beforeAll(async () => {
    rentals = await openRentals();
  });
  afterAll(() => rentals?.close());

  it('say exactly what the page of every view is given by its declared names', async () => {
    const { views } = await loadViews(repository);
    const seen = { mismatches: [] as string[], rows: 0 };
    const [program, files] = compile({ 'types.ts': readFileSync(path.join(repository, CONTEXTS), 'utf8') });
    const contexts = typesOf(program!, files!['types.ts']!);
    for (const view of views) {
      const type = contexts.get(`${view.name}Context`);
      const page = await mount(view, { app: rentals.app, templates: rentals.templates, viewer, params });
      const declared = declaredPart(page.context, view.models ?? {});
      page.close();
      if (type) compareValue(program!.getTypeChecker(), type, declared, view.name, seen);
      else expect(declared, view.name).toEqual({});
    }
    expect(seen.mismatches).toEqual([]);
    expect([...contexts.keys()]).toHaveLength(9);
    expect(seen.rows).toBeGreaterThan(200);
  });

  it('are those that graphql-codegen gives the operations', () => {
    const generated = (name: string) => readFileSync(path.join(repository, 'schema/generated', name), 'utf8');
    const pairs = [
      ['TenantViewContext["tenant"]', 'TenantView_TenantQuery["tenant"]'],
      ['TenantViewContext["requests"]', 'TenantView_RequestsQuery["requests"]'],
      ['MaintenanceListViewContext["requests"]', 'MaintenanceListView_RequestsQuery["requests"]'],
      ['PropertyListViewContext["properties"]', 'PropertyListView_PropertiesQuery["properties"]'],
      ['TenantListViewContext["people"]', 'TenantListView_PeopleQuery["people"]'],
      ['LeaseListViewContext["leases"]', 'LeaseListView_LeasesQuery["leases"]'],
      ['LoginViewContext["users"]', 'LoginView_UsersQuery["users"]'],
      ['DashboardViewContext["dashboard"]["overdue"]', 'DashboardView_Dashboard_OverdueQuery["dashboard_overdue"]'],
      ['DashboardViewContext["dashboard"]["recent"]', 'DashboardView_Dashboard_RecentQuery["dashboard_recent"]'],
      [
        'DashboardViewContext["dashboard"]["sections"][number]["requests"]',
        'DashboardView_Dashboard_Sections_RequestsQuery["dashboard_sections_requests"]',
      ],
    ];
    const same = pairs.map(([ours, theirs], index) => {
      const [a, b] = [`contexts.${ours}`, `operations.${theirs}`];
      return `export const there${index} = (given: ${a}): ${b} => given;
export const back${index} = (given: ${b}): ${a} => given;`;
    });
    const [program] = compile({
      'contexts.ts': generated('contexts.ts'),
      'operations.ts': generated('operations.ts'),
      'same.ts': `import type * as contexts from './contexts.ts';
import type * as operations from './operations.ts';
${same.join('\n')}`,
    });
    expect(messagesOf(program!)).toEqual([]);
  });
});

const contextUse = `import { mount } from 'livegraft/testing';
import { TenantListView } from './rentals/tenant_list.ts';

const page = await mount(TenantListView);
export const first: string | undefined = page.context.people[0]?.email;
export const clear: string | null = page.context.clearHref;
export const total: number = page.context.pager.total;
`;

const otherView = `import { LiveView } from 'livegraft';
export class OtherView extends LiveView {
  static override template = 'rentals/home.njk';
}`;

const allView = `import { Count, LiveView, objects } from 'livegraft';
import { Lease, Property, Tenant } from '../schema/index.ts';

export class AllView extends LiveView {
  static override template = 'all.njk';
  static override models = {
    counted: [Tenant],
    asked: [Tenant],
    annotated: objects(Property).annotate({ total: Count('leases') }),
    property: Property,
    unread: [Lease],
    charts: { 'by-month': [Lease], unread: [Lease] },
    sections: [{ rows: [Tenant], inner: { leases: [Lease] } }],
    nothing: { unread: [Lease] },
  };
}
`;

const allTemplate = `<main lg-root>
{{ counted | length }} {{ counted_count }} {{ countedCount }} {{ asked_count }}
{% for home in annotated %}{{ home.total }}{{ home.rent }}{{ home.leases | length }}{% endfor %}
{{ property }} {{ property.amenities | length }}
{% for lease in charts['by-month'] %}{{ lease.startDate | date }}{% endfor %}
{% for section in sections %}{{ section.rowsCount }}
{% for row in section.rows %}{{ row }}{% endfor %}
{% for lease in section.inner.leases %}{% for payment in lease.payments %}{{ payment.paidAt | date }}{% endfor %}{% endfor %}
{% endfor %}
</main>
`;

const allContext = `export interface AllViewContext {
  readonly counted: number;
  readonly counted_count: number;
  readonly countedCount: number;
  readonly asked_count: number;
  readonly annotated: readonly {
    readonly id: number;
    readonly total: number;
    readonly rent: string;
    readonly leases: number;
  }[];
  readonly property: {
    readonly id: number;
    readonly __str__: string | null;
    readonly amenities: unknown;
  } | null;
  readonly charts: {
    readonly 'by-month': readonly {
      readonly id: number;
      readonly startDate: string;
    }[];
  };
  readonly sections: readonly {
    readonly rows: readonly {
      readonly id: number;
      readonly __str__: string | null;
    }[];
    readonly rowsCount: number;
    readonly inner: {
      readonly leases: readonly {
        readonly id: number;
        readonly payments: readonly {
          readonly id: number;
          readonly paidAt: string | null;
        }[];
      }[];
    };
  }[];
}`;

/** The interfaces of a file, as text, by their names. */
function interfacesOf(text: string): Map<string, string> {
  const all = text.match(/^export interface [\s\S]*?^\}/gm) ?? [];
  return new Map(all.map((found) => [/^export interface (\w+)/.exec(found)![1]!, found]));
}

/** A program of files that are nowhere on the disk, and those files. */
function compile(texts: Readonly<Record<string, string>>): [ts.Program, Readonly<Record<string, ts.SourceFile>>] {
  const host = ts.createCompilerHost(compilerOptions);
  const inFolder = (name: string) => path.join(repository, '.livegraft', 'in-memory', name);
  const files = new Map(Object.entries(texts).map(([name, text]) => [inFolder(name), text]));
  const { readFile, fileExists, getSourceFile } = host;
  host.directoryExists = () => true;
  host.fileExists = (name) => files.has(name) || fileExists(name);
  host.readFile = (name) => files.get(name) ?? readFile(name);
  host.getSourceFile = (name, ...rest) => {
    const text = files.get(name);
    return text === undefined ? getSourceFile(name, ...rest) : ts.createSourceFile(name, text, ts.ScriptTarget.ES2023);
  };
  const program = ts.createProgram([...files.keys()], compilerOptions, host);
  const made = Object.keys(texts).map((name) => [name, program.getSourceFile(inFolder(name))!]);
  return [program, Object.fromEntries(made)];
}

function messagesOf(program: ts.Program): string[] {
  return ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => {
    const message = typeof messageText === 'string' ? messageText : messageText.messageText;
    return `${path.basename(file?.fileName ?? '')}: ${message}`;
  });
}

function typesOf(program: ts.Program, file: ts.SourceFile): Map<string, ts.Type> {
  const checker = program.getTypeChecker();
  const interfaces = file.statements.filter(ts.isInterfaceDeclaration);
  return new Map(interfaces.map(({ name }) => [name.text, checker.getTypeAtLocation(name)]));
}

/** What a context has by the names that `static models` declares, in dicts and lists of dicts too, and their counts. */
function declaredPart(values: Readonly<Record<string, unknown>>, models: object): Record<string, unknown> {
  const parts = Object.entries(models).flatMap(([name, declared]: [string, unknown]) => {
    const counts = [`${name}_count`, `${name}Count`].filter((alias) => Object.hasOwn(values, alias));
    const own = partOf(values[name], declared);
    return [...(own === undefined ? [] : [[name, own]]), ...counts.map((alias) => [alias, values[alias]])];
  });
  return Object.fromEntries(parts);
}

function partOf(value: unknown, declared: unknown): unknown {
  const [first] = Array.isArray(declared) ? declared : [declared];
  if (Object.getPrototypeOf(first) !== Object.prototype) return value;
  const part = (item: unknown) => declaredPart(item as Record<string, unknown>, first as object);
  return Array.isArray(declared) ? (value as unknown[]).map(part) : part(value);
}

/** Notes where a value is not what a type says: other keys, another kind, null where none is said. */
function compareValue(
  checker: ts.TypeChecker,
  type: ts.Type,
  value: unknown,
  place: string,
  seen: { readonly mismatches: string[]; rows: number },
): void {
  if (type.flags & ts.TypeFlags.Unknown) return;
  const parts = type.isUnion() ? type.types : [type];
  const array = parts.find((part) => checker.isArrayType(part));
  const object = parts.find((part) => part.flags & ts.TypeFlags.Object);
  if (Array.isArray(value) && array) {
    const [item] = checker.getTypeArguments(array as ts.TypeReference);
    seen.rows += value.length;
    for (const [index, row] of value.entries()) compareValue(checker, item!, row, `${place}[${index}]`, seen);
  } else if (typeof value === 'object' && value !== null && !Array.isArray(value) && object && !array) {
    const names = object.getProperties().map(({ name }) => name);
    const keys = Object.keys(value);
    if (names.toSorted().join() !== keys.toSorted().join())
      seen.mismatches.push(`${place}: has ${keys.join()}, but the type says ${names.join()}`);
    for (const property of object.getProperties()) {
      const { name } = property;
      compareValue(checker, checker.getTypeOfSymbol(property), (value as never)[name], `${place}.${name}`, seen);
    }
  } else if (!parts.some((part) => holds(part, value))) {
    seen.mismatches.push(`${place}: ${JSON.stringify(value)} is no ${checker.typeToString(type)}`);
  }
}

function holds(type: ts.Type, value: unknown): boolean {
  if (type.isLiteral()) return type.value === value;
  if (type.flags & ts.TypeFlags.Null) return value === null;
  if (type.flags & ts.TypeFlags.String) return typeof value === 'string';
  if (type.flags & ts.TypeFlags.Number) return typeof value === 'number';
  return (type.flags & ts.TypeFlags.BooleanLike) !== 0 && typeof value === 'boolean';
}
