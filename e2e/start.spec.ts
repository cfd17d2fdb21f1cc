import { admin } from './support/product.ts';
import { expect, expectAccessible, test } from './support/test.ts';

test('a stranger is asked to sign in and can do so', async ({ page }) => {
  await page.goto('/');
  await expect(page).toHaveURL(/\/sign-in/);
  await expectAccessible(page);
  const { email, password } = admin;
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).not.toHaveURL(/\/sign-in/);
});

test('each role reaches its first screen', async ({ asOwner, asAppTeam, asScientist, asStakeholder }) => {
  for (const page of [asOwner, asAppTeam, asScientist, asStakeholder]) {
    await page.goto('/');
    await expect(page).not.toHaveURL(/\/sign-in/);
    await expect(page.getByRole('main')).toBeVisible();
  }
});

test('health is open to everyone and tells each part', async ({ request }) => {
  const response = await request.get('/api/health/ready');
  expect(response.status()).toBe(200);
  expect(await response.json()).toMatchObject({
    status: 'ok',
    parts: {
      database: { status: 'ok' },
      dataFolder: { status: 'ok' },
      worker: { status: 'ok' },
      rateLimits: { status: 'ok' },
    },
  });
});

test('every answer carries the security headers', async ({ request }) => {
  for (const path of ['/sign-in', '/api/health/live', '/v1/models', '/no-such-page']) {
    const headers = (await request.get(path)).headers();
    expect(headers['x-content-type-options'], path).toBe('nosniff');
    expect(headers['content-security-policy'], path).toContain("frame-ancestors 'none'");
  }
});
