#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { Command, InvalidArgumentError, Option } from 'commander';
import { register } from 'tsx/esm/api';
import { LivegraftError } from '../errors.ts';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/** Exit codes are 0, 1 for what is wrong with an application, and this for a call that cannot be understood. */
const usageExitCode = 2;
/** No application, no folder of templates: where they are to be looked for was not said. */
const usageErrors: ReadonlySet<string> = new Set(['LG5010', 'LG5011', 'LG5020']);

const program = new Command('livegraft')
  .description('A server-rendered live view layer: write the template; the query grows from it.')
  .version(version)
  .option('--app <folder>', 'the application: the folder that holds schema/ and views/', '.')
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : usageExitCode))
  .configureHelp({ showGlobalOptions: true })
  .addHelpText(
    'after',
    `
Environment:
  DATABASE_URL     a PostgreSQL; without it an embedded one is started in .livegraft/
  PORT, HOST       where to listen (3000 on every interface)
  NODE_ENV         "production" hides errors, GraphiQL and timings
  LIVEGRAFT_DEBUG  what to follow in the log: jit, sql, live`,
  );

const port = new Option('-p, --port <number>', 'where to listen; 0 takes any free port')
  .argParser(portNumber)
  .env('PORT')
  .default(3000);
const host = new Option('--host <address>', 'the interface to listen on').env('HOST');

// Each command loads its own code: help and mistakes are answered without GraphQL and Sequelize.
program
  .command('start')
  .description('serve the application; on first start migrate and seed its database')
  .addOption(port)
  .addOption(host)
  .option('--seed <number>', "how much to seed, as the application's prepare() takes it", wholeNumber)
  .action(async (options) => (await import('./start.ts')).start({ folder: program.opts().app, ...options }));

program
  .command('dev')
  .description('serve the application; restart on code changes, recompile changed templates')
  .addOption(port)
  .addOption(host)
  .action(async (options) => (await import('./dev.ts')).develop({ folder: program.opts().app, ...options }));

program
  .command('generate')
  .description("write schema/: the models' SDL, the views' operations, the types of their contexts")
  .option('--check', 'write nothing; exit 1 if a file is not what it should be')
  .action(async (options) => (await import('./generate.ts')).generate({ folder: program.opts().app, ...options }));

program
  .command('check')
  .description('compile all templates and views without a database, and print what is wrong or doubtful in them')
  .option('--json', 'print one JSON document')
  .option('--max-warnings <number>', 'how many warnings are accepted', wholeNumber, 0)
  .option('--quiet', 'print errors only; warnings are counted nevertheless')
  .addHelpText(
    'after',
    `
Exits 0 where nothing is found, 1 where something is, 2 if it is called wrong.
A comment in a template silences a warning, with a reason:
  {# livegraft-ignore LG1057: the first total is meant #}`,
  )
  .action(async (options) => (await import('./check.ts')).check({ folder: program.opts().app, ...options }));

program
  .command('paths')
  .description('print the paths that a template reads, one a line')
  .argument('<template>', 'a name below the views folder, or a filename')
  .option('--views <folder>', 'the folder of the templates (default: views/ of the application)')
  .addHelpText(
    'after',
    `
Example:
  $ livegraft paths rentals/maintenance_list.njk
  requests[].property.name
  requests[].title

What is wrong with the template goes to standard error; an error exits 1.`,
  )
  .action(async (template, options) => {
    await (await import('./paths.ts')).paths(template, { folder: program.opts().app, ...options });
  });

program
  .command('explain')
  .description('print what a view loads: paths, GraphQL, SQL, and what can reach a browser')
  .argument('<view|template>', 'the class name of a view, or a template: all views that use it')
  .option('--json', 'print one JSON document')
  .addHelpText(
    'after',
    `
Examples:
  $ livegraft explain MaintenanceListView
  $ livegraft explain rentals/maintenance_list.njk --json

The SQL is what runs for a QuerySet without conditions; no database is asked.`,
  )
  .action(async (subject, options) => {
    await (await import('./explain.ts')).explain(subject, { folder: program.opts().app, ...options });
  });

if (!process.execArgv.some((argument) => argument.includes('tsx'))) register();

try {
  await program.parseAsync();
} catch (error) {
  console.error(error instanceof LivegraftError ? error.message : error);
  process.exitCode = error instanceof LivegraftError && usageErrors.has(error.code) ? usageExitCode : 1;
}

function portNumber(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) < 65_536) return Number(text);
  throw new InvalidArgumentError('It must be a whole number from 0 to 65535.');
}

function wholeNumber(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a whole number.');
}
