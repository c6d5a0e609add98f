import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { Sequelize } from 'sequelize';
import { describe, expect, test } from 'vitest';
import { createLivegraftSchema } from '../../src/data/executableSchema.ts';
import type { Diagnostic } from '../../src/diagnostics.ts';
import { LivegraftError } from '../../src/errors.ts';
import { analyzeView } from '../../src/live/compileView.ts';
import { mountView } from '../../src/live/mountView.ts';
import { type Update, updateView } from '../../src/live/updateView.ts';
import { dumpTree } from '../../src/native.ts';
import { createEnvironment } from '../../src/template/environment.ts';
import { listPaths } from '../../src/template/listPaths.ts';
import { folderTemplates } from '../../src/template/templateSource.ts';
import { createTestDatabase, testServers } from '../testDatabase.ts';
import type { Scenario } from './scenario.ts';

// `npx vitest run integration-tests/scenarios -u` writes the expected files anew.

const folders = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(path.join(import.meta.dirname, entry.name, 'scenario.ts')))
  .map((entry) => entry.name);

describe.each(testServers())('on $name', (server) => {
  test.each(folders)('%s: every value between template and HTML is as expected', async (name) => {
    const folder = path.join(import.meta.dirname, name);
    const { default: scenario } = (await import(path.join(folder, 'scenario.ts'))) as { default: Scenario };
    const database = await createTestDatabase(server);
    const sequelize = new Sequelize(database.url, { logging: false, define: { timestamps: false } });
    try {
      const values = await runScenario(scenario, folder, sequelize);
      for (const [filename, text] of Object.entries(values)) {
        await expect(text).toMatchFileSnapshot(path.join(folder, 'expected', filename));
      }
      expect(expectedFiles(folder).filter((filename) => !(filename in values))).toEqual([]);
    } finally {
      await sequelize.close();
      await database.drop();
    }
  });
});

function expectedFiles(folder: string): string[] {
  const expected = path.join(folder, 'expected');
  return existsSync(expected) ? readdirSync(expected) : [];
}

/** The scenario's intermediate values, each as a readable file. */
async function runScenario(scenario: Scenario, folder: string, sequelize: Sequelize): Promise<Record<string, string>> {
  const models = scenario.define(sequelize);
  await sequelize.sync();
  await scenario.fill(models);
  const load = folderTemplates(folder);
  const schema = createLivegraftSchema(Object.values(sequelize.models), scenario.graphql?.(models));
  const view = scenario.view(models);
  const compiled = analyzeView(view, { load, schema });
  const analysis = {
    'paths.txt': lines(listPaths(compiled.paths)),
    ...(compiled.diagnostics.length > 0 && { 'diagnostics.txt': compiled.diagnostics.map(shown).join('\n') }),
  };
  if (compiled.diagnostics.some(({ severity }) => severity === 'error')) return analysis;
  const { query = {}, viewer = null } = scenario;
  const setting = { compiled: () => compiled, environment: createEnvironment(load), viewer };
  const update = await updateView(setting, () => mountView({ view, params: {}, query }, viewer)).catch(refusal);
  if (update instanceof LivegraftError) return { ...analysis, 'error.txt': inFolder(update) };
  return {
    ...analysis,
    'operations.graphql': [...compiled.operations.values(), ...compiled.fields.values()]
      .map(({ text }) => `${text}\n`)
      .join('\n'),
    'statements.sql': lines(update.statements.map(readable)),
    'context.json': `${JSON.stringify(update.context, null, 2)}\n`,
    'page.html': update.html,
    'tree.txt': dumpTree(update.html),
  };
}

/** What a page is refused for when its rows are loaded; anything else fails the scenario. */
function refusal(error: unknown): LivegraftError {
  if (error instanceof LivegraftError) return error;
  throw error;
}

function shown({ severity, error }: Diagnostic): string {
  return `${severity} ${inFolder(error)}`;
}

/** The message with places that are the same on every machine. */
function inFolder({ message }: LivegraftError): string {
  return `${message.replaceAll(/\S*integration-tests\/scenarios\//g, '')}\n`;
}

function readable({ text, rows }: Update['statements'][number]): string {
  return `${text.replace(/ (FROM|LEFT OUTER JOIN|INNER JOIN|WHERE|GROUP BY|ORDER BY|LIMIT|OFFSET) /g, '\n  $1 ')}\n-- ${rows} rows\n`;
}

function lines(texts: readonly string[]): string {
  return texts.map((text) => `${text}\n`).join('');
}
