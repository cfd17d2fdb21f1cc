/** Who may come in: accounts handed over by one-time password, sessions that end everywhere, keys that are revoked. */
import type { Browser, Page } from '@playwright/test';
import { expect, expectAccessible, test } from './support/test.ts';

interface Credentials {
  email: string;
  password: string;
}

const ownPassword = 'a sentence is easy to remember';

async function signIn(page: Page, { email, password }: Credentials): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

async function strangersPage(browser: Browser, baseURL: string): Promise<Page> {
  const context = await browser.newContext({ baseURL });
  return context.newPage();
}

/** The owner makes an account by form. @returns its one-time password. */
async function addUser(page: Page, name: string, email: string): Promise<string> {
  await page.goto('/access');
  await page.getByRole('button', { name: 'Add user' }).click();
  const form = page.getByRole('dialog', { name: 'Add a user' });
  await expectAccessible(page);
  await form.getByLabel('Name').fill(name);
  await form.getByLabel('E-mail').fill(email);
  await form.getByRole('button', { name: 'Add user' }).click();
  const issued = page.getByRole('dialog', { name: 'One-time password' });
  const password = (await issued.getByRole('code').textContent()) ?? '';
  await issued.getByRole('button', { name: 'Done' }).click();
  await expect(issued).toHaveCount(0);
  return password;
}

test('somebody is added, chooses a password, chats, and signs out everywhere', async ({
  asOwner,
  browser,
  product,
}) => {
  const email = 'mira@example.com';
  const oneTime = await addUser(asOwner, 'Mira Kranz', email);
  const mira = await strangersPage(browser, product.url);

  await test.step('the one-time password is shown once', async () => {
    await expect(asOwner.getByRole('row', { name: /Mira Kranz/ })).toBeVisible();
    expect(await asOwner.content()).not.toContain(oneTime);
    await asOwner.reload();
    await expect(asOwner.getByRole('row', { name: /Mira Kranz/ })).toBeVisible();
    expect(await asOwner.content()).not.toContain(oneTime);
  });
  await test.step('nothing but a password of her own leads on', async () => {
    await signIn(mira, { email, password: oneTime });
    await expect(mira.getByRole('heading', { name: 'Choose your password' })).toBeVisible();
    await mira.goto('/chat');
    await expect(mira.getByRole('heading', { name: 'Choose your password' })).toBeVisible();
    await expectAccessible(mira);
    await mira.getByLabel('One-time password').fill(oneTime);
    await mira.getByLabel('New password', { exact: true }).fill('short');
    await mira.getByLabel('New password again').fill('shorter');
    await mira.getByRole('button', { name: 'Set password and continue' }).click();
    await expect(mira.getByText('The two new passwords differ.')).toBeVisible();
    await mira.getByLabel('New password', { exact: true }).fill(ownPassword);
    await mira.getByLabel('New password again').fill(ownPassword);
    await mira.getByRole('button', { name: 'Set password and continue' }).click();
  });
  await test.step('she chats', async () => {
    await expect(mira.getByLabel('Your question')).toBeFocused();
    await mira.getByLabel('Your question').fill('What is a snapshot?');
    await mira.getByLabel('Your question').press('Enter');
    await expect(mira.locator('.answer-text')).toContainText(/snapshot/i);
  });
  await test.step('signing out everywhere ends the session in another browser', async () => {
    const elsewhere = await strangersPage(browser, product.url);
    await signIn(elsewhere, { email, password: ownPassword });
    await expect(elsewhere.getByLabel('Your question')).toBeVisible();
    await mira.getByRole('button', { name: 'Account of Mira Kranz' }).click();
    await mira.getByRole('menuitem', { name: 'Sign out everywhere' }).click();
    await expect(mira).toHaveURL(/\/sign-in/);
    expect((await elsewhere.request.get('/api/me')).status()).toBe(401);
    await elsewhere.goto('/chat');
    await expect(elsewhere).toHaveURL(/\/sign-in/);
    await signIn(elsewhere, { email, password: oneTime });
    await expect(elsewhere.getByRole('main').getByRole('alert')).toBeVisible();
    await elsewhere.context().close();
  });
  await mira.context().close();
});

test('an API key is shown once, works, and is refused from its revocation on', async ({
  asAppTeam: page,
  request,
}) => {
  const ask = (key: string) =>
    request.post('/v1/chat/completions', {
      headers: { authorization: `Bearer ${key}` },
      data: { model: 'assistant', messages: [{ role: 'user', content: 'What is a snapshot?' }] },
    });
  await page.goto('/account/keys');
  await page.getByRole('button', { name: 'Create API key' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('Night shift bot');
  await page.getByRole('dialog').getByRole('button', { name: 'Create API key' }).click();
  const created = page.getByRole('dialog', { name: 'API key "Night shift bot"' });
  const key = (await created.getByRole('code').first().textContent()) ?? '';
  await created.getByRole('button', { name: 'Done' }).click();
  expect((await ask(key)).status()).toBe(200);
  const administration = await request.get('/api/users', { headers: { authorization: `Bearer ${key}` } });
  expect(administration.status()).toBe(403);
  await page.reload();
  const row = page.getByRole('row', { name: /Night shift bot/ });
  await expect(row).toContainText('Active');
  expect(await page.content()).not.toContain(key);
  await row.getByRole('button', { name: 'Revoke Night shift bot' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke API key' }).click();
  await expect(page.getByText('"Night shift bot" was revoked.')).toBeVisible();
  expect((await ask(key)).status()).toBe(401);
  await expect(row).toHaveCount(0);
});
