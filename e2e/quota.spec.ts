/** What somebody may use: they see what is left, are stopped in clear words, and a raise or a lost role acts at once. */
import type { Page } from '@playwright/test';
import { askInChat, choose, openPerson, pickPerson } from './support/forms.ts';
import { expect, expectAccessible, openBrowser, test } from './support/test.ts';

/** Refused questions are part of the story. */
test.use({ expectedConsoleErrors: [/status of (403|429)/] });

const name = 'Quin Abel';
const standing = (page: Page) => page.getByRole('status').filter({ hasText: 'requests per day' });
const failures = (page: Page) =>
  page.getByRole('alert').filter({ hasText: 'The answer could not be completed.' });

test('a quota is seen in the chat, stops it, is raised; and a role that is taken away ends it', async ({
  asSecurity,
  browser,
  consoleErrors,
  product,
}) => {
  test.setTimeout(180_000);
  const session = await product.sessions.add({ email: 'quin@example.com', name, role: 'end-user' });
  const quin = await openBrowser(browser, product.url, consoleErrors, session);
  const answers = quin.locator('.answer-text');

  await test.step('three requests a day, and no more than thirty a minute', async () => {
    await asSecurity.goto('/limits');
    await asSecurity.getByRole('button', { name: 'Set a quota' }).click();
    const quota = asSecurity.getByRole('dialog', { name: 'Set a quota' });
    await choose(asSecurity, quota, 'For', 'Person');
    await choose(asSecurity, quota, 'Which', 'One person');
    await pickPerson(quota, 'Find a person', name);
    await choose(asSecurity, quota, 'What is counted', 'Requests');
    await quota.getByLabel('At most').fill('3');
    await choose(asSecurity, quota, 'Period', /^Day/);
    await expectAccessible(asSecurity);
    await quota.getByRole('button', { name: 'Set quota' }).click();
    await expect(asSecurity.getByText('The quota is in force.')).toBeVisible();
    await asSecurity.goto('/limits?tab=rates');
    await asSecurity.getByRole('button', { name: 'Set a rate limit' }).click();
    const rate = asSecurity.getByRole('dialog', { name: 'Set a rate limit' });
    await choose(asSecurity, rate, 'Which', 'One person');
    await pickPerson(rate, 'Find a person', name);
    await rate.getByLabel('At most').fill('30');
    await expectAccessible(asSecurity);
    await rate.getByRole('button', { name: 'Set limit' }).click();
    await expect(asSecurity.getByRole('row', { name: /30 requests per minute/ })).toBeVisible();
  });

  await test.step('each answer leaves one less', async () => {
    await quin.goto('/chat');
    await expect(standing(quin)).toContainText('3 requests left of your 3 requests per day');
    for (const left of ['2 requests left', '1 request left', 'is used up; it renews']) {
      await askInChat(quin, 'What is a snapshot?');
      await expect(standing(quin)).toContainText(left);
    }
    await expect(answers).toHaveCount(3);
    await expectAccessible(quin);
  });

  await test.step('the next is refused, and says when it renews', async () => {
    await askInChat(quin, 'And what is an alias?');
    await expect(failures(quin)).toContainText('Your quota, 3 requests a day, has 0 requests left');
    await expect(failures(quin)).toContainText(/It renews on \d+ \w+ \d{4}, 00:00/);
  });

  await test.step('raised for a day, the same question is answered', async () => {
    await asSecurity.goto(`/limits?quotaq=${encodeURIComponent(name)}`);
    await asSecurity.getByRole('row', { name: new RegExp(name) }).click();
    const raise = asSecurity.getByRole('region', { name: 'Raise' });
    await raise.getByLabel('By, in requests').fill('5');
    await choose(asSecurity, raise, 'How long', 'For a day');
    await raise.getByLabel('Reason').fill('The quarter ends today.');
    await raise.getByRole('button', { name: 'Raise quota' }).click();
    await expect(asSecurity.getByText('The quarter ends today.')).toBeVisible();
    await expectAccessible(asSecurity);
    await failures(quin).getByRole('button', { name: 'Try again' }).click();
    await expect(answers).toHaveCount(4);
    await expect(standing(quin)).toContainText('4 requests left of your 8 requests per day');
  });

  await test.step('a role taken away in mid-session acts on the next click', async () => {
    const drawer = await openPerson(asSecurity, name);
    await drawer.getByRole('button', { name: 'Revoke End user' }).click();
    await expect(drawer.getByText('No grant yet, so nothing is allowed.')).toBeVisible();
    await askInChat(quin, 'Still there?');
    await expect(failures(quin)).toContainText('"chat.use"');
    await quin.goto('/chat');
    await expect(quin.getByRole('heading', { name: 'This page is not for your role' })).toBeVisible();
    await expectAccessible(quin);
  });
  await quin.context().close();
});
