import { createRequire } from 'node:module';
import { defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';

const { resolve } = createRequire(import.meta.url);

export default defineConfig({
  // The application imports "livegraft" as its users do; here that is the source.
  ssr: { resolve: { conditions: ['source', ...defaultServerConditions] } },
  // Vite would take the other build of graphql than Node, and two copies do not know each other's schemas.
  resolve: { alias: [{ find: /^graphql$/, replacement: resolve('graphql') }] },
  test: {
    include: ['{src,schema,views,integration-tests,benchmark}/**/*.test.ts'],
    globalSetup: ['integration-tests/testServers.ts'],
    setupFiles: ['integration-tests/appDatabase.ts'],
    // Time limits are for what hangs. Raised counts of property tests take longer.
    testTimeout: process.env.LIVEGRAFT_PROPERTY_RUNS ? 900_000 : 120_000,
    hookTimeout: 120_000,
  },
});
