import path from 'node:path';
import { expect, inject } from 'vitest';
import { createTestDatabase } from './testDatabase.ts';

// The application's own tests read DATABASE_URL, as the application does; here that is a new database for each file.
const [folder] = path.relative(path.join(import.meta.dirname, '..'), expect.getState().testPath ?? '').split(path.sep);

if (folder === 'schema' || folder === 'views') {
  const { url } = await createTestDatabase({ name: 'embedded', url: inject('testServers').embedded });
  process.env.DATABASE_URL = url;
}
