/** What production does. */
import type { Page } from '@playwright/test';
import type { Screen } from './screen.ts';

const crane = 'At which mean wind speed must lifting stop?';

async function openTrace(page: Page): Promise<void> {
  await page.getByRole('link', { name: crane }).first().click();
  await page.getByRole('figure', { name: 'Time line of the stages' }).waitFor();
}

export const watchScreens: readonly Screen[] = [
  { name: 'overview', path: '/overview', as: 'owner' },
  { name: 'overview-stakeholder', path: '/overview', as: 'stakeholder' },
  { name: 'guardrails', path: '/guardrails', as: 'security' },
  { name: 'inferences', path: '/inferences', as: 'owner' },
  { name: 'trace', path: '/inferences?q=mean+wind+speed', as: 'owner', prepare: openTrace },
  { name: 'usage', path: '/usage', as: 'owner' },
];
