import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { LiveView } from 'livegraft';
import { Sequelize } from 'sequelize';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createExecutableSchema } from '../../src/data/executableSchema.ts';
import { recordSequelize, recordStatements } from '../../src/data/statements.ts';
import { compileView } from '../../src/live/compileView.ts';
import { updateView } from '../../src/live/updateView.ts';
import type { ModelClass } from '../../src/schema/modelType.ts';
import { createModelSchema } from '../../src/schema/typeDefinitions.ts';
import { createEnvironment } from '../../src/template/environment.ts';
import { textTemplates } from '../../src/template/templateSource.ts';
import { repository } from '../runningApp.ts';
import { createTestDatabase, type TestDatabase, testServers } from '../testDatabase.ts';
import { AUTHORS, defineLibrary, fillLibrary, type Library } from './library.ts';
import { type TablePage, tablePages } from './pages.ts';

// `npx vitest run integration-tests/queryTable -u` writes the table of docs/queries.md anew.

const document = path.join(repository, 'docs', 'queries.md');
const begin = '<!-- The table is made by integration-tests/queryTable. -->\n';
const end = '<!-- The end of the table. -->\n';

describe.each(testServers())('statements per 100 rows, on $name', (server) => {
  let database: TestDatabase;
  let sequelize: Sequelize;
  let library: Library;

  beforeAll(async () => {
    database = await createTestDatabase(server);
    sequelize = new Sequelize(database.url, { logging: false });
    recordSequelize(sequelize);
    library = defineLibrary(sequelize);
    await fillLibrary(sequelize, library);
  });
  afterAll(async () => {
    await sequelize?.close();
    await database?.drop();
  });

  it('are as docs/queries.md says, and the pages show the same as Sequelize’s getters', async () => {
    const lines: string[] = [];
    for (const page of tablePages(library)) {
      const shown = await show(page);
      const lazily = await recordStatements(() => page.lazily());
      expect(shown.text, page.name).toBe(lazily.result);
      expect(shown.text.split(';').length, page.name).toBeGreaterThan(AUTHORS);
      lines.push(`| ${page.name} | \`${page.reads}\` | ${shown.statements} | ${lazily.statements.length} |`);
    }
    const table = ['| page | reads | Livegraft | lazy Sequelize |', '|---|---|---:|---:|', ...lines, ''].join('\n');
    const text = await readFile(document, 'utf8');
    const [before, rest = ''] = text.split(begin);
    const [, after] = rest.split(end);
    expect(after, `docs/queries.md has the lines ${begin}${end}`).toBeDefined();
    await expect(`${before}${begin}\n${table}\n${end}${after}`).toMatchFileSnapshot(document);
  });

  /** The page by a view of its own: its text, and how many statements that took, those of its own code among them. */
  async function show({ template, models, values }: TablePage): Promise<{ text: string; statements: number }> {
    class TableView extends LiveView {
      static override template = 'page.njk';
      static override models = models;
      override async getContextData() {
        return { ...(await super.getContextData()), ...(await values()) };
      }
    }
    const templates = textTemplates({ 'page.njk': `<p lg-root>${template}</p>` });
    const schema = createExecutableSchema(createModelSchema(Object.values(library) as ModelClass[]));
    const compiled = compileView(TableView, { load: templates, schema });
    const setting = { compiled: () => compiled, environment: createEnvironment(templates), viewer: null };
    const { html, statements } = await updateView(setting, async () => new TableView());
    return { text: html.replace(/<[^>]*>/g, ''), statements: statements.length };
  }
});
