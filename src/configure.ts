import { configureDatabase, type DatabaseSettings } from './data/databaseSettings.ts';
import { configure as configureLog, type Configuration as LogConfiguration } from './log.ts';

export interface Configuration extends LogConfiguration {
  /** Limits of what Livegraft's own statements may take. */
  readonly database?: Partial<DatabaseSettings>;
}

/** Changes how the process logs and reads while it runs. Throws a TypeError for what cannot be meant. */
export function configure({ database = {}, ...log }: Configuration): void {
  configureDatabase(database);
  configureLog(log);
}
