import { defineConfig } from 'vitest/config';

// Every suite runs once for each database: a SQLite file, and PostgreSQL when KAOJI_TEST_PG_URL names a cluster. Files run
// one after another, because each starts a server of its own and some measure what happens under load.
const databases = ['sqlite', ...(process.env.KAOJI_TEST_PG_URL ? ['postgresql'] : [])];

export default defineConfig({
  test: {
    fileParallelism: false,
    maxWorkers: 1,
    // The contract and its checks are read once for all files, not for each.
    isolate: false,
    testTimeout: 180_000,
    hookTimeout: 180_000,
    projects: [
      ...databases.map((database) => ({
        extends: true as const,
        test: { name: database, include: ['*.test.ts'], env: { KAOJI_API_DATABASE: database } },
      })),
      // What leaves the server as a file does not ask the database how it is opened.
      { extends: true as const, test: { name: 'libreoffice', include: ['libreoffice/*.test.ts'], env: { KAOJI_API_DATABASE: 'sqlite' } } },
    ],
  },
});
