/**
 * One stable endpoint, two versions: a second version is registered, given 10 % of people, compared by its results,
 * promoted with a ticket and taken back, and the history tells all of it. Then what surrounds that: two administrators at
 * once, the configuration as a document, two versions side by side, and the filter by environment.
 */
import type { Page } from '@playwright/test';
import { type FakeOpenAi, startFakeOpenAi } from './support/fake-openai.ts';
import { choose } from './support/forms.ts';
import { callApi } from './support/product-api.ts';
import { askAsEach, createEndpoint, people, rate, registerPrompts, split } from './support/rollout.ts';
import { expect, expectAccessible, test } from './support/test.ts';

let fake: FakeOpenAi;

test.beforeAll(async () => {
  fake = await startFakeOpenAi();
});

test.afterAll(async () => {
  await fake.stop();
});

const historyOf = (page: Page) => page.getByRole('listitem');

test('a second version gets 10 % of people, is compared, promoted with a ticket and rolled back', async ({
  asOwner: page,
  product,
}) => {
  const name = 'rollout';
  const users = people(120);
  /** How many people the preview said would move. */
  let foretold = 0;
  await registerPrompts(product, name, fake.url, ['First: {{question}}']);
  await callApi(product, 'PUT', `/api/models/${name}/aliases/champion`, { version: 1 });
  const target = { by: 'alias', model: name, alias: 'champion' };
  await createEndpoint(product, name, 'production', [{ name: 'main', target, trafficPercentage: 100 }]);
  await askAsEach(product, name, users);

  await test.step('register the second version', async () => {
    await page.goto(`/models/${name}/register`);
    await page.getByLabel('User template').fill('Second: {{question}}');
    await expect(page.getByText('The document is valid.')).toBeVisible();
    await page.getByRole('button', { name: 'Register version' }).click();
    await expect(page).toHaveURL(`/models/${name}/versions/2`);
  });

  await test.step('give it 10 % of people, and see who would move', async () => {
    await page.goto(`/endpoints/${name}`);
    await page.getByRole('button', { name: 'Edit traffic' }).click();
    await page.getByRole('button', { name: 'Add served entity' }).click();
    const drawer = page.getByRole('dialog', { name: 'Add a served entity' });
    await drawer.getByLabel('Name').fill('candidate');
    await choose(page, drawer, 'What answers', /^Pin a version/);
    await choose(page, drawer, 'Model', name);
    await choose(page, drawer, 'Version', /^version 2/);
    await expectAccessible(page);
    await drawer.getByRole('button', { name: 'Keep in draft' }).click();
    await page.getByRole('button', { name: '10 % to candidate' }).click();
    const preview = page.getByText(/ % of people move from main to candidate; everybody else stays\.$/);
    await expect(page.getByText('Counted on 120 people and conversations of the last 7 days.')).toBeVisible();
    foretold = Math.round((Number.parseFloat((await preview.textContent()) ?? '') / 100) * users.length);
    await expectAccessible(page);
    const draft = page.getByRole('region', { name: 'Draft' });
    await draft.getByLabel('Reason').fill('Ten percent first.');
    await draft.getByRole('button', { name: 'Apply changes' }).click();
    await expect(page.getByText('Configuration 2 is in force.')).toBeVisible();
    await expect(draft).toHaveCount(0);
  });

  await test.step('both arms answer, and their results stand side by side', async () => {
    const answers = await askAsEach(product, name, users);
    const moved = answers.filter(({ entity }) => entity === 'candidate');
    expect(moved.length).toBe(foretold);
    expect(moved.length).toBeGreaterThan(3);
    for (const { entity, version } of answers) expect(version).toBe(entity === 'candidate' ? 2 : 1);
    for (const { requestId } of moved.slice(0, 3)) await rate(product, requestId, 'up');
    await page.goto(`/endpoints/${name}`);
    const results = page.getByRole('table', { name: 'Results by served entity' });
    for (const [arm, count] of [
      ['main', users.length - moved.length],
      ['candidate', moved.length],
    ] as const) {
      const row = results.getByRole('row', { name: new RegExp(`^${arm}`) });
      await expect(row.getByRole('cell').nth(0)).toHaveText(String(count));
      await expect(row.getByRole('cell').nth(1)).toHaveText(String(count));
      await expect(row.getByRole('img', { name: /, between .+ and / }).first()).toBeVisible();
    }
    await expect(results.getByRole('row', { name: /^candidate/ })).toContainText('3 ratings');
    await expect(page.getByText('120 units (users, conversations) are split as configured.')).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('promote it to production, which needs a ticket', async () => {
    await page.goto(`/models/${name}/versions/2/promote?to=production`);
    await expect(page.getByText('main 90 % — version 1 → 2 through @champion')).toBeVisible();
    const confirm = page.getByRole('button', { name: 'Promote version 2 to production' });
    await confirm.click();
    await expect(page.getByText('A promotion to production needs an approval ticket.')).toBeVisible();
    await expectAccessible(page);
    await page.getByLabel('Ticket').fill('CHG-2001');
    await page.getByLabel('Reason').fill('Both arms are equally good.');
    await confirm.click();
    await expect(page.getByText('Version 2 is in production.')).toBeVisible();
    const [answer] = await askAsEach(product, name, ['somebody new']);
    expect(answer?.version).toBe(2);
  });

  await test.step('roll back on a phone', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`/endpoints/${name}`);
    const first = historyOf(page).filter({ hasText: 'Endpoint created' });
    await first.getByRole('button', { name: 'Roll back to this' }).click();
    const dialog = page.getByRole('dialog', { name: 'Roll back to configuration 1' });
    const served = dialog.getByRole('list', { name: 'What will serve' });
    await expect(served).toContainText(`100 %main${name} version 1`);
    await expect(served).toContainText(`Pinned, because ${name}@champion means another version now`);
    await expectAccessible(page);
    await dialog.getByLabel('Reason').fill('Complaints about the second.');
    await dialog.getByLabel('Ticket').fill('INC-77');
    await dialog.getByRole('button', { name: 'Roll back' }).click();
    await expect(page.getByText('Configuration 3 serves what configuration 1 served.')).toBeVisible();
    for (const { version } of await askAsEach(product, name, users.slice(0, 20))) expect(version).toBe(1);
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  await test.step('the history tells all of it', async () => {
    const entries = historyOf(page);
    const back = entries.filter({ hasText: 'Went back to configuration 1' });
    for (const part of ['in force', 'ticket INC-77', 'Complaints about the second.', 'Administrator']) {
      await expect(back).toContainText(part);
    }
    const move = entries.filter({ hasText: 'Both arms are equally good.' });
    await expect(move).toContainText('@champion moved from version 1 to version 2');
    await expect(move).toContainText('ticket CHG-2001');
    const canary = entries.filter({ hasText: 'Ten percent first.' });
    await expect(canary).toContainText('configuration 2');
    await expect(entries.filter({ hasText: 'Endpoint created' })).toBeVisible();
    await page.goto(`/models/${name}?tab=history`);
    const promoted = historyOf(page).filter({ hasText: 'moved version 2 from development to production' });
    await expect(promoted).toContainText('CHG-2001');
    await expect(
      historyOf(page).filter({ hasText: 'moved @champion from version 1 to version 2' }),
    ).toBeVisible();
  });
});

test.describe('two administrators at once', () => {
  test.use({ expectedConsoleErrors: [/409/] });

  test('a draft outlives the change of somebody else, and is put on top of it', async ({
    asOwner: page,
    product,
  }) => {
    const name = 'contested';
    await registerPrompts(product, name, fake.url, ['First: {{question}}', 'Second: {{question}}']);
    await createEndpoint(product, name, 'production', split(name, 10));
    const shareOf = (entity: string) => page.getByRole('spinbutton', { name: `Percent of ${entity}` });
    await page.goto(`/endpoints/${name}?edit=traffic`);
    await page.getByRole('slider', { name: 'Share of candidate' }).press('End');
    await expect(shareOf('main')).toHaveValue('0');
    await shareOf('candidate').fill('25');
    await expect(shareOf('main')).toHaveValue('75');

    // The other one saves after the first has looked and before the change arrives: never seen in between. The route stays,
    // because Chromium may leave requests hanging that begin while interception is switched off (microsoft/playwright#41802).
    let othersSave: Promise<unknown> | undefined;
    await page.route(`**/api/endpoints/${name}`, async (route) => {
      if (route.request().method() === 'PATCH') {
        const servedEntities = split(name, 10).map((entity) => ({ ...entity, timeoutMs: 9000 }));
        const change = { expectedConfig: 1, servedEntities, reason: 'Answers take too long.' };
        othersSave ??= callApi(product, 'PATCH', `/api/endpoints/${name}`, change);
        await othersSave;
      }
      await route.fallback();
    });
    const draft = page.getByRole('region', { name: 'Draft' });
    await draft.getByLabel('Reason').fill('A quarter.');
    await draft.getByRole('button', { name: 'Apply changes' }).click();
    const conflict = draft.getByRole('alert');
    await expect(conflict).toContainText('Your draft is kept.');
    await expect(conflict).toContainText('Answers take too long.');
    await expect(draft.getByRole('button', { name: 'Apply changes' })).toBeDisabled();
    await expect(shareOf('candidate')).toHaveValue('25');
    await expectAccessible(page);
    await draft.getByRole('button', { name: 'Put my changes on configuration 2' }).click();
    await expect(conflict).toHaveCount(0);
    await draft.getByRole('button', { name: 'Apply changes' }).click();
    await expect(page.getByText('Configuration 3 is in force.')).toBeVisible();
    expect(await callApi(product, 'GET', `/api/endpoints/${name}`)).toMatchObject({
      config: 3,
      servedEntities: [
        { name: 'main', trafficPercentage: 75, timeoutMs: 9000 },
        { name: 'candidate', trafficPercentage: 25, timeoutMs: 9000 },
      ],
    });
  });
});

test('the configuration is exported, changed, looked at and applied', async ({ asOwner: page, product }) => {
  const name = 'as-code';
  await registerPrompts(product, name, fake.url, ['First: {{question}}', 'Second: {{question}}']);
  await createEndpoint(product, name, 'development', split(name, 12.5));
  await page.goto('/configuration');
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download YAML' }).click();
  expect((await downloading).suggestedFilename()).toBe('slipway.yaml');
  await page.getByRole('button', { name: 'Start from the current one' }).click();
  const source = page.getByLabel('Document', { exact: true });
  const exported = await source.inputValue();
  expect(exported).toContain(`name: ${name}`);
  const endpoint = exported.indexOf('serves: as-code:1');
  expect(endpoint).toBeGreaterThan(0);
  await source.fill(exported.replaceAll('87.5', '62.5').replaceAll('12.5', '37.5'));

  const plan = page.getByRole('region', { name: 'What would change' });
  await page.getByRole('button', { name: 'See what would change' }).click();
  await expect(plan.getByRole('listitem')).toHaveCount(1);
  await expect(plan).toContainText(name);
  await expectAccessible(page);
  await page.getByLabel('Reason').fill('From Git.');
  await page.getByLabel('Approval ticket').fill('CHG-3003');
  await page.getByRole('button', { name: 'Apply 1 change' }).click();
  await expect(page.getByText('The configuration is applied.')).toBeVisible();

  await page.goto(`/endpoints/${name}`);
  await expect(page.getByRole('article', { name: 'candidate' })).toContainText('37.5 %');
  const entry = historyOf(page).filter({ hasText: 'From Git.' });
  await expect(entry).toContainText('ticket CHG-3003');
  await expect(entry).toContainText('in force');
});

test('two versions are compared and answer the same question side by side', async ({
  asOwner: page,
  product,
}) => {
  const name = 'side-by-side';
  await registerPrompts(product, name, fake.url, ['First: {{question}}', 'Second: {{question}}']);
  await page.goto(`/models/${name}/compare?from=1&to=2`);
  await expect(page.getByRole('heading', { name: '1 difference' })).toBeVisible();
  await page.getByLabel('Question').fill('Who are you?');
  const first = page.getByRole('region', { name: 'Answer of version 1' });
  const second = page.getByRole('region', { name: 'Answer of version 2' });

  // Both stand still in mid-answer, so that neither can have waited for the other.
  fake.next('hang-after:3', 'hang-after:3');
  await page.getByRole('button', { name: 'Ask both' }).click();
  await expect(first).toContainText('You said: First:');
  await expect(second).toContainText('You said: Second:');
  await page.getByRole('button', { name: 'Stop' }).click();
  for (const side of [first, second]) await expect(side).toContainText('Stopped before the end.');

  await page.getByRole('button', { name: 'Ask both' }).click();
  await expect(first).toContainText('You said: First: Who are you?');
  await expect(second).toContainText('You said: Second: Who are you?');
  for (const side of [first, second]) await expect(side).toContainText('first word');
  await expectAccessible(page);
});

test('the environment chosen narrows the endpoints and goes along to other screens', async ({
  asOwner: page,
  product,
}) => {
  const name = 'in-staging';
  await registerPrompts(product, name, fake.url, ['First: {{question}}']);
  const target = { by: 'version', model: name, version: 1 };
  await createEndpoint(product, name, 'staging', [{ name: 'main', target, trafficPercentage: 100 }]);
  const listed = (endpoint: string) => page.getByRole('link', { name: endpoint, exact: true });
  await page.goto('/endpoints');
  await expect(listed('assistant')).toBeVisible();
  await expect(listed(name)).toBeVisible();
  await page.getByRole('button', { name: 'Environment: all environments' }).click();
  await page.getByRole('menuitemradio', { name: 'staging' }).click();
  await expect(listed('assistant')).toHaveCount(0);
  await expect(listed(name)).toBeVisible();
  await expectAccessible(page);

  const rail = page.getByRole('navigation', { name: 'Main' });
  await rail.getByRole('link', { name: 'Overview' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Environment: staging' })).toBeVisible();
  await rail.getByRole('link', { name: 'Endpoints' }).click();
  await expect(listed(name)).toBeVisible();
  await expect(listed('assistant')).toHaveCount(0);
});
