/**
 * A version goes bad among normal traffic: the overview says so, the dashboard shows which, an alert fires and is taken care of
 * on a phone, and the log leads to the questions behind it.
 */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { goodArm, plantHistory, twoWeeks } from './support/history/plant-history.ts';
import { loaded } from './support/loaded.ts';
import { callApi } from './support/product-api.ts';
import { expect, expectAccessible, openBrowser, test } from './support/test.ts';

const endpoint = 'assistant';
const chart = (page: Page) => page.locator('.recharts-surface').first();

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ product }) => {
  test.setTimeout(180_000);
  const history = { ...twoWeeks, endpoint, days: 3, perDay: 200, config: 1 };
  await plantHistory(product.dataFolder, history);
});

async function noSidewaysScrolling(page: Page): Promise<void> {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow, 'sideways scrolling').toBeLessThanOrEqual(0);
}

test('the overview tells what is promised and what is missed', async ({ asOwner: page }) => {
  await page.goto(`/overview?tab=objectives&endpoint=${endpoint}`);
  await page.getByRole('button', { name: `Add the usual ones to ${endpoint}` }).click();
  const objectives = page.getByRole('table', { name: 'Objectives' });
  await expect(objectives.getByRole('row', { name: /Answers without errors/ })).toBeVisible();
  await expectAccessible(page);
  await page.goto('/overview?range=7d');
  await expect(page.getByText(/requests in 7 days/)).toBeVisible();
  await expect(chart(page)).toBeVisible();
  await expectAccessible(page);
});

test('the verdict is in the page as it comes, and the whole page is saved as a picture', async ({
  asStakeholder: page,
}) => {
  // A page is not held up for figures that take long, as they may on a busy machine.
  const sent = async () => (await page.request.get('/overview?range=7d')).text();
  await expect.poll(async () => /requests in 7 days/.test(await sent())).toBe(true);
  await page.goto('/overview?range=7d');
  await expect(chart(page)).toBeVisible();
  await page.getByRole('button', { name: 'Share' }).click();
  const saving = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Page as PNG' }).click();
  const picture = await saving;
  expect(picture.suggestedFilename()).toMatch(/^overview-\d{4}-\d{2}-\d{2}\.png$/);
  const png = readFileSync(await picture.path());
  expect(png.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a');
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const panel = await page.getByRole('tabpanel', { name: 'Overview' }).boundingBox();
  expect(width).toBeGreaterThanOrEqual(2 * (panel?.width ?? 0));
  // All eight charts, those below the window too.
  expect(height).toBeGreaterThan(2 * 1400);
  expect(await coloursOf(page, png), 'different colours in it').toBeGreaterThan(50);
});

/** What is blank has one; of every 20th pixel. */
function coloursOf(page: Page, png: Buffer): Promise<number> {
  return page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext('2d');
    context?.drawImage(image, 0, 0);
    const { data = new Uint8ClampedArray() } = context?.getImageData(0, 0, image.width, image.height) ?? {};
    const found = new Set<string>();
    for (let at = 0; at < data.length; at += 80) found.add(data.slice(at, at + 3).join());
    return found.size;
  }, png.toString('base64'));
}

test('the dashboard of an endpoint tells its versions apart, and a question becomes a panel', async ({
  asOwner: page,
}) => {
  await page.goto('/monitoring?range=7d');
  await page.getByRole('link', { name: endpoint, exact: true }).first().click();
  await expect(page).toHaveURL(/\/monitoring\/assistant/);
  await expect(chart(page)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'More of Latency', exact: true }).click();
  const saving = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Save as PNG' }).click();
  const picture = await saving;
  expect(picture.suggestedFilename()).toBe('latency.png');
  const png = readFileSync(await picture.path());
  expect(png.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a');
  const plot = await chart(page).boundingBox();
  expect(png.readUInt32BE(16)).toBeGreaterThanOrEqual(2 * Math.floor(plot?.width ?? 0));
  expect(await coloursOf(page, png), 'three lines, their axes and words').toBeGreaterThan(20);

  await page.goto(`/explore?metric=latency&aggregation=p95&groupBy=arm&endpoint=${endpoint}&range=7d`);
  await expect(chart(page)).toBeVisible();
  await expect(page.getByText(new RegExp(`${goodArm.entity}$`)).first()).toBeVisible();
  await page.getByRole('button', { name: 'Save as panel' }).click();
  const dialog = page.getByRole('dialog', { name: 'Save as panel' });
  await dialog.getByLabel('Title').fill('How slow each one is');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Save panel' }).click();
  await expect(dialog).toHaveCount(0);
  await page.goto('/dashboards');
  await page.getByRole('link', { name: 'My dashboard' }).click();
  await expect(page.getByRole('heading', { name: 'How slow each one is' })).toBeVisible();
  await expectAccessible(page);
});

test('an alert fires, is acknowledged on a phone, and leads to its rows', async ({
  browser,
  consoleErrors,
  product,
}) => {
  await callApi(product, 'POST', '/api/alerts/rules', {
    name: 'The candidate is slow',
    document: {
      signal: {
        kind: 'metric',
        expression: { metric: 'latency', aggregation: 'p95', endpoint, groupBy: 'version' },
        windowSeconds: 21_600,
        condition: { kind: 'above', threshold: 2500 },
      },
      intervalSeconds: 15,
    },
  });
  const phone = await openBrowser(browser, product.url, consoleErrors, await product.sessions.of('engineer'));
  await phone.setViewportSize({ width: 390, height: 844 });
  await phone.goto('/alerts');
  await phone
    .getByRole('button', { name: /The candidate is slow/ })
    .first()
    .click({ timeout: 45_000 });
  const alert = phone.getByRole('dialog');
  await alert.getByRole('button', { name: 'Acknowledge' }).click();
  await expect(alert.getByRole('button', { name: 'Take it back' })).toBeVisible();
  await expectAccessible(phone);
  await noSidewaysScrolling(phone);
  await alert
    .getByRole('link', { name: /rows|requests/i })
    .first()
    .click();
  await expect(phone).toHaveURL(/\/inferences\?.*version=2/);
  await expect(phone.getByRole('row').nth(1)).toBeVisible();
  await phone.context().close();
});

test('the log is gone through by keyboard, and questions are kept', async ({ asScientist: page }) => {
  await page.goto('/inferences?range=7d&status=declined');
  await page.getByRole('row').filter({ hasText: 'declined' }).first().click();
  const drawer = page.getByRole('dialog');
  await expect(drawer).toContainText('Request 1 of');
  await page.keyboard.press('j');
  await expect(drawer).toContainText('Request 2 of');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  for (const tab of ['topics', 'problems']) {
    await page.goto(`/inferences?tab=${tab}&range=7d`);
    await expect(page.getByRole('tab', { selected: true })).toBeVisible();
    await loaded(page);
    await expectAccessible(page);
  }
});

const screens = [
  '/drift',
  '/drift?tab=custom',
  '/drift?tab=indexes',
  '/alerts?tab=rules',
  '/health',
  '/health?tab=map',
  '/health?tab=status',
  '/health?tab=servers',
  '/monitoring?tab=resources',
  '/datasets',
  '/settings?tab=telemetry',
  '/overview?tab=reports',
];

for (const path of screens) {
  test(`${path} is accessible, wide and narrow`, async ({ asOwner: page }) => {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await loaded(page);
    await expectAccessible(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await noSidewaysScrolling(page);
  });
}
