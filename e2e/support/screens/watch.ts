/** What production does. */
import type { Page } from '@playwright/test';
import { openRow, type Screen } from './screen.ts';

const crane = 'At which mean wind speed must lifting stop?';

async function openTrace(page: Page): Promise<void> {
  await page.getByRole('link', { name: crane }).first().click();
  await page.getByRole('figure', { name: 'Time line of the stages' }).waitFor();
}

export const watchScreens: readonly Screen[] = [
  { name: 'overview', path: '/overview', as: 'owner' },
  { name: 'overview-objectives', path: '/overview?tab=objectives', as: 'owner' },
  { name: 'overview-big', path: '/overview?screen=big', as: 'owner' },
  { name: 'monitoring', path: '/monitoring', as: 'owner' },
  { name: 'monitoring-endpoint', path: '/monitoring/assistant?range=7d', as: 'owner' },
  { name: 'monitoring-resources', path: '/monitoring?tab=resources&range=1h', as: 'owner' },
  { name: 'explore', path: '/explore?range=7d', as: 'owner' },
  { name: 'dashboards', path: '/dashboards', as: 'owner' },
  {
    name: 'dashboard-support',
    path: '/dashboards',
    as: 'owner',
    prepare: async (page) => {
      await page.getByRole('link', { name: 'Support desk' }).click();
      await page.locator('.recharts-surface').first().waitFor();
    },
  },
  { name: 'drift', path: '/drift', as: 'owner' },
  { name: 'drift-custom', path: '/drift?tab=custom', as: 'owner' },
  { name: 'drift-indexes', path: '/drift?tab=indexes', as: 'owner' },
  { name: 'alerts', path: '/alerts', as: 'owner' },
  { name: 'alerts-rules', path: '/alerts?tab=rules', as: 'owner' },
  { name: 'health', path: '/health', as: 'owner' },
  { name: 'health-check', path: '/health', as: 'owner', prepare: openRow(/PostgreSQL/) },
  { name: 'health-map', path: '/health?tab=map', as: 'owner' },
  { name: 'health-status', path: '/health?tab=status', as: 'owner' },
  { name: 'health-servers', path: '/health?tab=servers', as: 'owner' },
  { name: 'status', path: '/status', as: 'nobody' },
  { name: 'inferences-topics', path: '/inferences?tab=topics&range=30d', as: 'owner' },
  { name: 'inferences-problems', path: '/inferences?tab=problems&range=30d', as: 'owner' },
  { name: 'datasets', path: '/datasets', as: 'owner' },
  { name: 'settings-telemetry', path: '/settings?tab=telemetry', as: 'owner' },
  { name: 'overview-stakeholder', path: '/overview', as: 'stakeholder' },
  { name: 'guardrails', path: '/guardrails', as: 'security' },
  { name: 'inferences', path: '/inferences', as: 'owner' },
  { name: 'trace', path: '/inferences?q=mean+wind+speed', as: 'owner', prepare: openTrace },
  { name: 'usage', path: '/usage', as: 'owner' },
];
