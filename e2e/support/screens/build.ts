/** Models, experiments and knowledge. */
import type { Page } from '@playwright/test';
import { runExperiment } from '../runs.ts';
import { bringHeading, type Screen } from './screen.ts';

async function askVersions(page: Page, button: string): Promise<void> {
  await page.getByLabel('Question').fill('What is a snapshot?');
  await page.getByRole('button', { name: button }).click();
  await page
    .getByText(/^first word/)
    .last()
    .waitFor();
}

async function openExperiment(page: Page): Promise<void> {
  await page.getByRole('link', { name: runExperiment }).click();
  await page
    .getByRole('img', { name: /^accuracy over/ })
    .first()
    .waitFor();
}

async function openRun(page: Page): Promise<void> {
  await openExperiment(page);
  await page.getByRole('link', { name: 'deep' }).click();
  await page.locator('.recharts-line-curve').first().waitFor();
}

async function compareRuns(page: Page): Promise<void> {
  await openExperiment(page);
  for (const box of await page.getByRole('checkbox', { name: /^Choose/ }).all()) await box.click();
  await page.getByRole('link', { name: 'Compare 3 runs' }).click();
  await page.locator('.recharts-line-curve').first().waitFor();
}

export const buildScreens: readonly Screen[] = [
  { name: 'models', path: '/models', as: 'owner' },
  { name: 'model', path: '/models/guide-assistant', as: 'owner' },
  { name: 'model-history', path: '/models/guide-assistant?tab=history', as: 'owner' },
  { name: 'experiments', path: '/experiments?connect=true', as: 'owner' },
  { name: 'experiment', path: '/experiments', as: 'owner', prepare: openExperiment },
  { name: 'run', path: '/experiments', as: 'owner', prepare: openRun },
  { name: 'runs-compared', path: '/experiments', as: 'owner', prepare: compareRuns },
  { name: 'knowledge', path: '/knowledge', as: 'owner' },
  { name: 'knowledge-guide', path: '/knowledge/guide', as: 'owner' },
  {
    name: 'knowledge-retrieval',
    path: '/knowledge/guide?tab=retrieval&ask=What+is+a+snapshot%3F',
    as: 'owner',
  },
  { name: 'knowledge-snapshots', path: '/knowledge/guide?tab=snapshots', as: 'owner' },
  { name: 'knowledge-settings', path: '/knowledge/guide?tab=settings', as: 'owner' },
  { name: 'version', path: '/models/guide-assistant/versions/2', as: 'owner' },
  {
    name: 'version-try',
    path: '/models/guide-assistant/versions/2?tab=try',
    as: 'owner',
    prepare: (page) => askVersions(page, 'Ask version 2'),
  },
  { name: 'version-history', path: '/models/guide-assistant/versions/1?tab=history', as: 'owner' },
  {
    name: 'compare',
    path: '/models/guide-assistant/compare?from=1&to=2',
    as: 'owner',
    prepare: (page) => askVersions(page, 'Ask both'),
  },
  {
    name: 'promote',
    path: '/models/guide-assistant/versions/3/promote?to=production',
    as: 'owner',
    prepare: (page) => page.getByRole('heading', { name: '3. Confirm' }).waitFor(),
  },
  { name: 'register', path: '/models/guide-assistant/register?from=2', as: 'owner' },
  {
    name: 'register-steps',
    path: '/models/guide-assistant/register?from=2',
    as: 'owner',
    prepare: (page) => bringHeading(page, 'Before the answer'),
  },
  {
    name: 'register-routing',
    path: '/models/guide-assistant/register?from=2',
    as: 'owner',
    prepare: (page) => bringHeading(page, 'Routing'),
  },
];
