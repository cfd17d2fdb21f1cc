/** Access, limits, privacy, audit, settings. */
import type { Page } from '@playwright/test';
import { bring, openRow, type Screen } from './screen.ts';

async function openUser(page: Page): Promise<void> {
  await page.getByRole('row', { name: /Test app-team/ }).click();
  await page.getByRole('heading', { name: 'What this comes to' }).waitFor();
}

async function askWho(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Test app-team/ }).click();
  await page.getByText(/^Test app-team may/).waitFor();
}

async function findPerson(page: Page): Promise<void> {
  await page.getByRole('list', { name: 'People found' }).getByRole('button').first().click();
  await page.getByRole('button', { name: 'Erase…' }).waitFor();
}

export const governScreens: readonly Screen[] = [
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
];
