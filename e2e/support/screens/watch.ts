/** What production does. */
import type { Page } from '@playwright/test';
import { bring, openRow, type Screen } from './screen.ts';

const crane = 'At which mean wind speed must lifting stop?';

async function openTrace(page: Page): Promise<void> {
  await page.getByRole('link', { name: crane }).first().click();
  await page.getByRole('figure', { name: 'Time line of the stages' }).waitFor();
}

const candidateIsSlow = {
  name: 'The candidate is slow',
  document: {
    description: 'One answer of a version in twenty takes longer than people wait.',
    signal: {
      kind: 'metric',
      expression: { metric: 'latency', aggregation: 'p95', endpoint: 'assistant', groupBy: 'version' },
      windowSeconds: 21_600,
      condition: { kind: 'above', threshold: 2500 },
    },
    labels: { team: 'support' },
    runbook: 'https://wiki.example.com/slow-answers',
    intervalSeconds: 15,
  },
};

/** Adds a rule that what was planted meets; it is there already for the pictures after the first. */
async function addCandidateRule(page: Page): Promise<void> {
  await page.evaluate(async (rule) => {
    const headers = { 'content-type': 'application/json' };
    await fetch('/api/alerts/rules', { method: 'POST', headers, body: JSON.stringify(rule) });
  }, candidateIsSlow);
}

async function openFiring(page: Page): Promise<void> {
  await addCandidateRule(page);
  const firing = page.getByRole('button', { name: /The candidate is slow/ }).first();
  await firing.click({ timeout: 60_000 });
  await page.getByRole('dialog').getByRole('heading', { name: 'Timeline' }).waitFor();
}

async function openRule(page: Page): Promise<void> {
  await addCandidateRule(page);
  await page.reload();
  await openRow(/The candidate is slow/)(page);
}

async function tryRule(page: Page): Promise<void> {
  await openRule(page);
  const part = page.getByRole('region', { name: 'What it would have done' });
  await part.getByRole('button', { name: 'Try it on' }).click();
  await part.locator('.recharts-surface').waitFor();
  await bring(part);
}

async function openMoreSettings(page: Page): Promise<void> {
  await openRule(page);
  const more = page.getByRole('dialog').getByText('More settings');
  await more.click();
  await bring(more);
}

/** The worst column of the monitor that was set up for the pictures. */
async function openDrift(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Open assistant · Questions and answers' }).click();
  const verdicts = page.getByRole('region', { name: 'Verdicts of the window' });
  await verdicts.getByRole('button').first().click();
  await page.getByRole('region', { name: 'Column', exact: true }).getByText('Profile').waitFor();
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
  { name: 'drift-result', path: '/drift', as: 'owner', prepare: openDrift },
  { name: 'drift-custom', path: '/drift?tab=custom', as: 'owner' },
  { name: 'drift-indexes', path: '/drift?tab=indexes', as: 'owner' },
  { name: 'alerts', path: '/alerts', as: 'owner' },
  { name: 'alert', path: '/alerts', as: 'owner', prepare: openFiring },
  { name: 'alerts-rule-dialog', path: '/alerts?tab=rules', as: 'owner', prepare: openRule },
  { name: 'alerts-rule-tried', path: '/alerts?tab=rules', as: 'owner', prepare: tryRule },
  { name: 'alerts-rule-more', path: '/alerts?tab=rules', as: 'owner', prepare: openMoreSettings },
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
