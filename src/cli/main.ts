#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { Command, InvalidArgumentError, Option } from 'commander';
import { register } from 'tsx/esm/api';
import { LivegraftError } from '../errors.ts';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

const program = new Command('livegraft')
  .description('A server-rendered live view layer: write the template; the query grows from it.')
  .version(version)
  .option('--app <folder>', 'the application: the folder that holds schema/ and views/', '.')
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
  .description('write schema/schema.graphql from the models')
  .option('--check', 'write nothing; exit 1 if the file is not what it should be')
  .action(async (options) => (await import('./generate.ts')).generate({ folder: program.opts().app, ...options }));

if (!process.execArgv.some((argument) => argument.includes('tsx'))) register();

try {
  await program.parseAsync();
} catch (error) {
  console.error(error instanceof LivegraftError ? error.message : error);
  process.exitCode = 1;
}

function portNumber(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) < 65_536) return Number(text);
  throw new InvalidArgumentError('It must be a whole number from 0 to 65535.');
}

function wholeNumber(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a whole number.');
}
