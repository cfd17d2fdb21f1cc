/** Signing in, the chat and what is one’s own. */
import type { Page } from '@playwright/test';
import { passwordOf } from '../sessions.ts';
import type { Screen } from './screen.ts';

const crane = 'At which mean wind speed must lifting stop?';

async function ask(page: Page, question: string): Promise<void> {
  await page.getByLabel('Your question').fill(question);
  await page.getByLabel('Your question').press('Enter');
  await page.getByRole('group', { name: 'Rate this answer' }).first().waitFor();
}

async function beginEnrolment(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Set up', exact: true }).click();
  await page.getByLabel('Your password').fill(passwordOf('appTeam'));
  await page.getByRole('button', { name: 'Set up authenticator app' }).click();
  await page.getByRole('img', { name: 'QR code for an authenticator app' }).waitFor();
}

export const useScreens: readonly Screen[] = [
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
  { name: 'account-data', path: '/account/data', as: 'appTeam' },
  { name: 'account-security', path: '/account/security', as: 'appTeam' },
  { name: 'account-enrolment', path: '/account/security', as: 'appTeam', prepare: beginEnrolment },
  { name: 'account-keys', path: '/account/keys', as: 'appTeam' },
  { name: 'forbidden', path: '/access', as: 'scientist' },
  { name: 'not-found', path: '/no-such-page', as: 'owner' },
];
