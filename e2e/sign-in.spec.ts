/** How people come in: a second factor with codes that work once, sessions that end elsewhere, an identity provider. */
import { TOTP } from 'otpauth';
import { z } from 'zod';
import { startIssuer } from './support/fake-issuer.ts';
import { signInAs } from './support/forms.ts';
import { callApi } from './support/product-api.ts';
import { expect, expectAccessible, openBrowser, test } from './support/test.ts';

/** Wrong codes are part of the story. */
test.use({ expectedConsoleErrors: [/status of 401/] });

const stepMs = 30_000;

/** What an authenticator app shows, `steps` later. Each code is taken once, so the next sign-in takes the next one. */
function codeOf(secret: string, steps = 0): string {
  return new TOTP({ secret }).generate({ timestamp: Date.now() + steps * stepMs });
}

test('a second factor is set up, asked for, replaced by a recovery code; sessions end from elsewhere', async ({
  browser,
  consoleErrors,
  product,
}) => {
  test.setTimeout(180_000);
  const session = await product.sessions.add({
    email: 'sara@example.com',
    name: 'Sara Holm',
    role: 'app-team',
  });
  const { account } = session;
  const first = await openBrowser(browser, product.url, consoleErrors, session);
  const second = await openBrowser(browser, product.url, consoleErrors);
  const third = await openBrowser(browser, product.url, consoleErrors);
  let secret = '';
  let recovery = '';

  await test.step('set it up', async () => {
    await first.goto('/account/security');
    await expectAccessible(first);
    await first.getByRole('button', { name: 'Set up second factor' }).click();
    const dialog = first.getByRole('dialog', { name: 'Set up a second factor' });
    await dialog.getByLabel('Your password').fill(account.password);
    await dialog.getByRole('button', { name: 'Set up authenticator app' }).click();
    await expect(dialog.getByRole('img', { name: 'QR code for an authenticator app' })).toBeVisible();
    secret = (await dialog.getByRole('code').textContent()) ?? '';
    await expectAccessible(first);
    await dialog.getByLabel('Code shown by the app').fill(codeOf(secret));
    await dialog.getByRole('button', { name: 'Confirm' }).click();
    const codes = dialog.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem');
    await expect(codes).toHaveCount(10);
    recovery = (await codes.first().textContent()) ?? '';
    await dialog.getByRole('button', { name: 'I have kept them' }).click();
    await expect(first.getByText('10 of 10 recovery codes left.')).toBeVisible();
  });

  await test.step('from now on the password is half of it', async () => {
    await signInAs(second, account);
    await expect(second.getByRole('heading', { name: 'Enter your code' })).toBeVisible();
    await expectAccessible(second);
    await second.getByLabel('Code').fill('000000');
    await second.getByRole('button', { name: 'Sign in' }).click();
    await expect(second.getByRole('main').getByRole('alert')).toBeVisible();
    await second.getByLabel('Code').fill(codeOf(secret, 1));
    await second.getByRole('button', { name: 'Sign in' }).click();
    await expect(second.getByLabel('Your question')).toBeVisible();
  });

  await test.step('without the phone, a recovery code does', async () => {
    await signInAs(third, account);
    await third.getByLabel('Code').fill(recovery);
    await third.getByRole('button', { name: 'Sign in' }).click();
    await expect(third.getByLabel('Your question')).toBeVisible();
  });

  await test.step('she sees where she is signed in, and ends it there', async () => {
    await first.reload();
    await expect(first.getByText('9 of 10 recovery codes left.')).toBeVisible();
    const sessions = first.getByRole('list', { name: 'Sessions' }).getByRole('listitem');
    await expect(sessions).toHaveCount(3);
    await expect(sessions.filter({ hasText: 'This browser' })).toHaveCount(1);
    await first.getByRole('button', { name: 'End all other sessions' }).click();
    await expect(sessions).toHaveCount(1);
    for (const page of [second, third]) {
      await page.goto('/chat');
      await expect(page).toHaveURL(/\/sign-in/);
    }
  });
  for (const page of [first, second, third]) await page.context().close();
});

test('somebody comes in through an identity provider, with the role of their group', async ({
  page,
  product,
}) => {
  const slug = 'staff';
  const issuer = await startIssuer(`${product.url}/api/auth/oidc/${slug}/callback`);
  try {
    issuer.person = {
      sub: 'u-1',
      email: 'olga@example.com',
      email_verified: true,
      name: 'Olga Berg',
      groups: ['readers'],
    };
    const made = await callApi(product, 'POST', '/api/identity-providers', {
      slug,
      name: 'Staff',
      issuer: issuer.url,
      clientId: issuer.clientId,
      clientSecret: issuer.clientSecret,
      enabled: true,
      justInTime: true,
      allowedDomains: ['example.com'],
      mappings: [{ group: 'readers', role: 'stakeholder', scope: { kind: 'everything' } }],
    });
    await page.goto('/sign-in');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Sign in with Staff' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'account of Olga Berg' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Endpoints' })).toHaveCount(0);
    const { id } = z.object({ id: z.string() }).parse(made);
    await callApi(product, 'DELETE', `/api/identity-providers/${id}`);
  } finally {
    await issuer.stop();
  }
});
