import { defineConfig } from 'vitest/config';
import { integrationTests, unitTests, unitTestsApart } from './bin/check/unit-tests.ts';

const apart = unitTestsApart(import.meta.dirname);

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic' } },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          testTimeout: 20_000,
          isolate: false,
          include: [unitTests],
          exclude: [integrationTests, ...apart],
        },
      },
      { extends: true, test: { name: 'unit-apart', testTimeout: 20_000, include: apart } },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['{lib,app,bin,e2e}/**/*.int.test.ts'],
          globalSetup: ['./e2e/support/postgres-global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
        },
      },
    ],
  },
});
