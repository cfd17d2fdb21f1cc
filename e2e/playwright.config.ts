import os from 'node:os';
import { defineConfig } from '@playwright/test';
import { browserOptions } from './support/browser.ts';

/** Each worker starts a product of its own: server, worker and PostgreSQL beside a browser. */
const coresForEach = 2;

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: '../test-results',
  workers: Math.max(1, Math.floor(os.availableParallelism() / coresForEach)),
  forbidOnly: process.env.CI !== undefined,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: {
    launchOptions: await browserOptions(),
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    // Pages as they were before and after each step; a film of all tests would cost more than it tells.
    trace: { mode: 'retain-on-failure', screenshots: false },
    screenshot: 'only-on-failure',
  },
});
