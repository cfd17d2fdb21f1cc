/** Endpoints, configuration, providers. */
import type { Page } from '@playwright/test';
import { bring, bringHeading, type Screen } from './screen.ts';

async function draftSplit(page: Page): Promise<void> {
  await page.getByRole('combobox', { name: 'Canary entity' }).click();
  await page.getByRole('option', { name: 'candidate' }).click();
  await page.getByRole('button', { name: '50 % to candidate' }).click();
  await page.getByText(/of people move|^Nobody moves/).waitFor();
  await bring(page.getByRole('region', { name: 'Edit traffic' }));
}

async function planConfiguration(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Start from the current one' }).click();
  const source = page.getByLabel('Document', { exact: true });
  await source.fill(
    (await source.inputValue())
      .replaceAll('trafficPercentage: 50', 'trafficPercentage: 37.5')
      .replace('trafficPercentage: 37.5', 'trafficPercentage: 62.5'),
  );
  await page.getByRole('button', { name: 'See what would change' }).click();
  await page.getByRole('button', { name: /^Apply / }).waitFor();
}

export const runScreens: readonly Screen[] = [
  { name: 'endpoints', path: '/endpoints', as: 'owner' },
  { name: 'endpoints-staging', path: '/endpoints?env=staging', as: 'owner' },
  { name: 'endpoint', path: '/endpoints/assistant', as: 'owner' },
  { name: 'endpoint-scientist', path: '/endpoints/assistant', as: 'scientist' },
  {
    name: 'endpoint-proposal',
    path: '/endpoints/assistant?edit=traffic',
    as: 'scientist',
    prepare: draftSplit,
  },
  {
    name: 'endpoint-results',
    path: '/endpoints/assistant',
    as: 'owner',
    prepare: (page) => bringHeading(page, 'Results'),
  },
  {
    name: 'endpoint-numbers',
    path: '/endpoints/assistant?numbers=true',
    as: 'owner',
    prepare: (page) => bringHeading(page, 'Results'),
  },
  {
    name: 'endpoint-history',
    path: '/endpoints/assistant',
    as: 'owner',
    prepare: (page) => bringHeading(page, 'History'),
  },
  { name: 'endpoint-traffic', path: '/endpoints/assistant?edit=traffic', as: 'owner', prepare: draftSplit },
  {
    name: 'endpoint-entity',
    path: '/endpoints/assistant?entity=main',
    as: 'owner',
    prepare: (page) => page.getByRole('dialog', { name: 'main' }).waitFor(),
  },
  {
    name: 'endpoint-rollback',
    path: '/endpoints/assistant?rollback=2',
    as: 'owner',
    prepare: (page) => page.getByRole('list', { name: 'What will serve' }).waitFor(),
  },
  { name: 'endpoint-settings', path: '/endpoints/assistant?settings=open', as: 'owner' },
  { name: 'endpoint-plan', path: '/endpoints/assistant-lab?plan=new', as: 'owner' },
  { name: 'endpoint-new', path: '/endpoints/new', as: 'owner' },
  { name: 'configuration', path: '/configuration', as: 'owner' },
  { name: 'configuration-plan', path: '/configuration', as: 'owner', prepare: planConfiguration },
  { name: 'api', path: '/api?op=postV1ChatCompletions', as: 'owner' },
  { name: 'providers', path: '/providers', as: 'owner' },
  { name: 'endpoint-guardrails', path: '/endpoints/assistant/guardrails', as: 'owner' },
];
