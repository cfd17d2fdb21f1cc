/** Every screen that `npm run shots` photographs. Add yours here. */
import type { Locator, Page } from '@playwright/test';
import { runExperiment } from './runs.ts';
import { passwordOf, type RoleName } from './sessions.ts';

export interface Screen {
  /** File name of the picture. */
  name: string;
  path: string;
  /** `nobody` is a stranger. */
  as: RoleName | 'nobody';
  /** Brings the screen into the state worth looking at. */
  prepare?: (page: Page) => Promise<void>;
}

const crane = 'At which mean wind speed must lifting stop?';

async function ask(page: Page, question: string): Promise<void> {
  await page.getByLabel('Your question').fill(question);
  await page.getByLabel('Your question').press('Enter');
  await page.getByRole('group', { name: 'Rate this answer' }).first().waitFor();
}

async function askVersions(page: Page, button: string): Promise<void> {
  await page.getByLabel('Question').fill('What is a snapshot?');
  await page.getByRole('button', { name: button }).click();
  await page
    .getByText(/^first word/)
    .last()
    .waitFor();
}

async function openTrace(page: Page): Promise<void> {
  await page.getByRole('link', { name: crane }).first().click();
  await page.getByRole('figure', { name: 'Time line of the stages' }).waitFor();
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

async function openUser(page: Page): Promise<void> {
  await page.getByRole('row', { name: /Test app-team/ }).click();
  await page.getByRole('heading', { name: 'What this comes to' }).waitFor();
}

async function askWho(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Test app-team/ }).click();
  await page.getByText(/^Test app-team may/).waitFor();
}

/** Opens the drawer of a row of the page's table. */
function openRow(name: RegExp): (page: Page) => Promise<void> {
  return async (page) => {
    await page.getByRole('row', { name }).first().click();
    await page.getByRole('dialog').getByRole('heading').nth(1).waitFor();
  };
}

async function findPerson(page: Page): Promise<void> {
  await page.getByRole('list', { name: 'People found' }).getByRole('button').first().click();
  await page.getByRole('button', { name: 'Erase…' }).waitFor();
}

async function beginEnrolment(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Set up', exact: true }).click();
  await page.getByLabel('Your password').fill(passwordOf('appTeam'));
  await page.getByRole('button', { name: 'Set up authenticator app' }).click();
  await page.getByRole('img', { name: 'QR code for an authenticator app' }).waitFor();
}

/** Puts the part of a long page that is worth a look under the top bar. */
async function bring(place: Locator): Promise<void> {
  await place.evaluate((element: HTMLElement) => {
    element.style.scrollMarginTop = '80px';
    element.scrollIntoView({ block: 'start' });
  });
}

function bringHeading(page: Page, name: string): Promise<void> {
  return bring(page.getByRole('heading', { name, exact: true }));
}

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

export const screens: readonly Screen[] = [
  { name: 'sign-in', path: '/sign-in', as: 'nobody' },
  { name: 'sign-in-code', path: '/sign-in/code', as: 'nobody' },
  { name: 'invitation-over', path: '/invite/used', as: 'nobody' },
  { name: 'chat', path: '/chat', as: 'appTeam' },
  { name: 'chat-admin', path: '/chat', as: 'owner' },
  { name: 'chat-end-user', path: '/chat', as: 'endUser' },
  { name: 'chat-answer', path: '/chat', as: 'appTeam', prepare: (page) => ask(page, 'What is a snapshot?') },
  {
    name: 'chat-source',
    path: '/chat',
    as: 'owner',
    prepare: async (page) => {
      await ask(page, crane);
      await page
        .getByRole('button', { name: /^Source 1/ })
        .first()
        .click();
      await page.locator('.pdf-page:has(.pdf-lit) canvas').first().waitFor();
    },
  },
  { name: 'overview', path: '/overview', as: 'owner' },
  { name: 'overview-stakeholder', path: '/overview', as: 'stakeholder' },
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
  { name: 'guardrails', path: '/guardrails', as: 'security' },
  { name: 'inferences', path: '/inferences', as: 'owner' },
  { name: 'trace', path: '/inferences?q=mean+wind+speed', as: 'owner', prepare: openTrace },
  { name: 'usage', path: '/usage', as: 'owner' },
  { name: 'limits', path: '/limits', as: 'owner' },
  { name: 'limits-quota', path: '/limits', as: 'owner', prepare: openRow(/Payments/) },
  { name: 'limits-rates', path: '/limits?tab=rates', as: 'owner' },
  { name: 'changes', path: '/changes?state=all', as: 'owner' },
  { name: 'change', path: '/changes', as: 'engineer', prepare: openRow(/Half of it/) },
  { name: 'settings-approvals', path: '/settings?tab=approvals', as: 'owner' },
  { name: 'access', path: '/access', as: 'owner' },
  { name: 'access-user', path: '/access', as: 'owner', prepare: openUser },
  { name: 'access-roles', path: '/access?tab=roles', as: 'owner' },
  { name: 'access-grants', path: '/access?tab=grants', as: 'owner', prepare: askWho },
  { name: 'access-teams', path: '/access?tab=teams', as: 'owner' },
  { name: 'access-team', path: '/access?tab=teams', as: 'owner', prepare: openRow(/Payments/) },
  { name: 'settings', path: '/settings', as: 'owner' },
  { name: 'audit', path: '/audit', as: 'owner' },
  { name: 'audit-refused', path: '/audit?refused=true', as: 'owner' },
  {
    name: 'audit-event',
    path: '/audit?action=alias.moved',
    as: 'owner',
    prepare: async (page) => {
      await page
        .getByRole('row', { name: /@champion/ })
        .first()
        .click();
      await page.getByRole('heading', { name: 'Place in the chain' }).waitFor();
    },
  },
  { name: 'privacy', path: '/privacy', as: 'owner' },
  { name: 'privacy-person', path: '/privacy?tab=people&q=app-team@', as: 'owner', prepare: findPerson },
  {
    name: 'privacy-erase',
    path: '/privacy?tab=people&q=app-team@',
    as: 'owner',
    prepare: async (page) => {
      await findPerson(page);
      await page.getByRole('button', { name: 'Erase…' }).click();
    },
  },
  { name: 'privacy-consent', path: '/privacy?tab=consent', as: 'owner' },
  { name: 'account-data', path: '/account/data', as: 'appTeam' },
  { name: 'account-security', path: '/account/security', as: 'appTeam' },
  { name: 'access-invitations', path: '/access?tab=invitations', as: 'owner' },
  {
    name: 'access-invite',
    path: '/access?tab=invitations',
    as: 'owner',
    prepare: async (page) => {
      await page.getByRole('button', { name: 'Invite a person' }).click();
      await page.getByRole('dialog').getByLabel('Name').waitFor();
    },
  },
  { name: 'settings-sign-in', path: '/settings?tab=sign-in', as: 'owner' },
  { name: 'settings-identity-providers', path: '/settings?tab=identity-providers', as: 'owner' },
  {
    name: 'settings-identity-provider',
    path: '/settings?tab=identity-providers',
    as: 'owner',
    prepare: async (page) => {
      await page.getByRole('button', { name: 'Edit Keycloak' }).click();
      await bring(page.getByRole('group', { name: 'Group 1' }));
    },
  },
  { name: 'account-enrolment', path: '/account/security', as: 'appTeam', prepare: beginEnrolment },
  { name: 'account-keys', path: '/account/keys', as: 'appTeam' },
  { name: 'forbidden', path: '/access', as: 'scientist' },
  { name: 'not-found', path: '/no-such-page', as: 'owner' },
];
