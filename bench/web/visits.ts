import type { Page } from '@playwright/test';
import type { Visit } from './page-load.ts';

const chartDrawn = (page: Page) => page.locator('.recharts-surface').first().waitFor();

async function openAndCloseRange(page: Page): Promise<void> {
  const range = page.getByRole('combobox', { name: 'Time range' });
  await range.click();
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('Escape');
}

/** The reference: a page with one form and no data. */
export const bare: Visit = {
  name: 'Sign-in',
  path: '/sign-in',
  ready: (page) => page.getByLabel('E-mail').waitFor(),
  interact: (page) => page.getByLabel('E-mail').pressSequentially('ada@example.com'),
};

export const visits: readonly Visit[] = [
  {
    name: 'Chat',
    path: '/chat',
    ready: (page) => page.getByLabel('Your question').waitFor(),
    interact: (page) => page.getByLabel('Your question').pressSequentially('What is a snapshot?'),
  },
  { name: 'Overview', path: '/overview', ready: chartDrawn, interact: openAndCloseRange },
  {
    name: 'Endpoint dashboard',
    path: '/monitoring/assistant',
    ready: chartDrawn,
    interact: openAndCloseRange,
  },
  { name: 'Explore', path: '/explore', ready: chartDrawn, interact: openAndCloseRange },
  {
    name: 'Inferences',
    path: '/inferences',
    ready: (page) => page.getByRole('cell', { name: 'assistant' }).first().waitFor(),
    interact: openAndCloseRange,
  },
];
