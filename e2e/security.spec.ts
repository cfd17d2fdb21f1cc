/** What bounds a page, in a real browser; and who is told what, on screen. */
import { screens } from './support/screens.ts';
import { expect, expectAccessible, test } from './support/test.ts';

/** What only stands on seeded data. */
const seeded = /\/versions\/[23]|\/compare$|-lab$|\/no-such-page/;

/** One visit of each page; a violation of the content policy is a console error, which fails the test. */
const addresses = [
  ...new Set(
    screens
      .filter(({ as }) => as === 'owner')
      .map(({ path }) => path.replace(/\?.*/, ''))
      .filter((path) => !seeded.test(path)),
  ),
];

test('no screen breaks the content policy', async ({ asOwner: page }) => {
  test.setTimeout(addresses.length * 5000);
  const violations: string[] = [];
  await page.exposeFunction('tellViolation', (text: string) => violations.push(text));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const tell = (window as unknown as { tellViolation: (text: string) => void }).tellViolation;
      tell(`${location.pathname}: ${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  for (const address of addresses) {
    const response = await page.goto(address);
    expect(response?.headers()['content-security-policy'], address).toMatch(
      /script-src 'self' 'nonce-[\w-]{20,}/,
    );
    await expect(page.getByRole('main'), address).toBeVisible();
  }
  expect(violations).toEqual([]);
});

test.describe('what a page must not do', () => {
  test.use({ expectedConsoleErrors: [/Content Security Policy|evil\.example/] });

  test('foreign scripts, images and frames stay out', async ({ asOwner: page }) => {
    await page.goto('/settings');
    const ran = await page.evaluate(async () => {
      const script = document.createElement('script');
      script.textContent = 'window.planted = true';
      document.body.append(script);
      const image = new Image();
      const loaded = new Promise((resolve) => {
        image.onload = () => resolve(true);
        image.onerror = () => resolve(false);
      });
      image.src = 'https://evil.example/pixel.png';
      return { script: 'planted' in window, image: await loaded };
    });
    expect(ran).toEqual({ script: false, image: false });
  });
});

test('every answer carries its headers; a page of another site changes nothing', async ({
  product,
  asOwner,
}) => {
  const page = await asOwner.request.get('/settings');
  expect(page.headers()).toMatchObject({
    'x-frame-options': 'DENY',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  });
  expect(page.headers()['content-security-policy']).toContain("frame-ancestors 'none'");
  for (const path of ['/api/me', '/v1/models', '/api/no-such-thing', '/api/providers']) {
    const data = await asOwner.request.get(path);
    expect(data.headers()['content-security-policy'], path).toContain("default-src 'none'");
    expect(data.headers()['cache-control'], path).toContain('no-store');
  }
  const origin = new URL(product.url).origin;
  const dismiss = (headers: Record<string, string>) => asOwner.request.delete('/api/me/notices', { headers });
  expect((await dismiss({ origin })).status()).toBe(204);
  expect((await dismiss({ origin: 'https://evil.example' })).status()).toBe(403);
  expect((await dismiss({ 'sec-fetch-site': 'cross-site' })).status()).toBe(403);
  expect((await dismiss({})).status()).toBe(403);
  const cookies = await asOwner.context().cookies();
  const session = cookies.find(({ name }) => name.endsWith('session-token'));
  expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
});

test('a channel is added and tried, and the list says how it went', async ({ asOwner: page }) => {
  await page.goto('/settings');
  await page.getByRole('button', { name: 'Add channel' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('On call');
  await dialog.getByLabel('Addresses').fill('on-call@example.com');
  await dialog.getByLabel('A quota is nearly used up').click();
  await dialog.getByRole('button', { name: 'Add channel' }).click();
  await expect(page.getByRole('table', { name: 'Channels' })).toContainText('on-call@example.com');
  await page.getByRole('button', { name: 'Actions for On call' }).click();
  await page.getByRole('menuitem', { name: 'Send a test' }).click();
  // The product of this test has no mail server, and says what to do about it.
  const deliveries = page.getByRole('table', { name: 'Deliveries' });
  await expect(deliveries).toContainText('Failed');
  await expect(deliveries).toContainText('SLIPWAY_SMTP_URL');
  await page.getByRole('button', { name: 'No new notices' }).click();
  await expect(page.getByText('Nothing new.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expectAccessible(page);
});

test('a webhook shows its secret once, and only a public address is taken', async ({ asOwner: page }) => {
  await page.goto('/settings');
  await page.getByRole('button', { name: 'Add channel' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Hook');
  await dialog.getByRole('combobox', { name: 'Kind' }).click();
  await page.getByRole('option', { name: 'Webhook' }).click();
  await dialog.getByLabel('Web address').fill('https://example.com/hook');
  await dialog.getByRole('button', { name: 'Add channel' }).click();
  await expect(page.getByRole('dialog')).toContainText('whsec_');
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('table', { name: 'Channels' })).toContainText('https://example.com/hook');
  await expect(page.getByText('whsec_')).toHaveCount(0);
});
