/**
 * A version goes bad among normal traffic: the overview says so, the dashboard shows which, an alert fires and is taken care of
 * on a phone, and the log leads to the questions behind it.
 */
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

test('the dashboard of an endpoint tells its versions apart, and a question becomes a panel', async ({
  asOwner: page,
}) => {
  await page.goto('/monitoring?range=7d');
  await page.getByRole('link', { name: endpoint, exact: true }).first().click();
  await expect(page).toHaveURL(/\/monitoring\/assistant/);
  await expect(chart(page)).toBeVisible();
  await expectAccessible(page);

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
  await page.getByRole('row').nth(1).click();
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
