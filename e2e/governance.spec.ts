/**
 * Three people of different roles, in three browsers: each does what the table of roles says, and is told why not
 * otherwise. A security admin lets somebody in at one endpoint; a data scientist proposes a split; an MLOps engineer makes
 * it by approving; and the log has all of it.
 */
import type { Page } from '@playwright/test';
import { type FakeOpenAi, startFakeOpenAi } from './support/fake-openai.ts';
import { askInChat, choose, openPerson, pickPerson } from './support/forms.ts';
import { callApi } from './support/product-api.ts';
import { createEndpoint, registerPrompts, split } from './support/rollout.ts';
import { expect, expectAccessible, openBrowser, type RunningProduct, test } from './support/test.ts';

/** Refused requests are part of the story. */
test.use({ expectedConsoleErrors: [/status of (403|409)/] });

const till = 'till';
let fake: FakeOpenAi;

test.beforeAll(async ({ product }) => {
  fake = await startFakeOpenAi();
  await registerPrompts(product, till, fake.url, ['First: {{question}}', 'Second: {{question}}']);
  await createEndpoint(product, till, 'production', split(till, 10));
});

test.afterAll(async ({ product }) => {
  const open = { environment: 'production', required: false, rollbackAtOnce: true };
  await callApi(product, 'PUT', '/api/changes/policy', { items: [open] });
  await fake.stop();
});

/** What the server says to somebody who does not go by the screens. */
async function ask(page: Page, { url }: RunningProduct, method: string, path: string, data: unknown) {
  const headers = { origin: new URL(url).origin };
  const response = await page.request.fetch(path, { method, data, headers });
  return { status: response.status(), text: await response.text() };
}

async function requireSecondPerson(page: Page): Promise<void> {
  await page.goto('/settings?tab=approvals');
  const production = page.getByRole('listitem').filter({ hasText: 'production' });
  const rule = production.getByRole('switch', { name: 'Changes take a second person' });
  await rule.click();
  await expect(rule).toBeChecked();
  await expectAccessible(page);
}

test('a security admin lets somebody in at one endpoint, and can say why', async ({
  asSecurity: page,
  browser,
  consoleErrors,
  product,
}) => {
  test.setTimeout(180_000);
  const name = 'Pia Till';
  let link = '';

  await test.step('invite her by a link that works once', async () => {
    await page.goto('/access?tab=invitations');
    await page.getByRole('button', { name: 'Invite a person' }).click();
    const dialog = page.getByRole('dialog', { name: 'Invite a person' });
    await dialog.getByLabel('Name').fill(name);
    await dialog.getByLabel('E-mail').fill('pia@example.com');
    await dialog.getByRole('button', { name: 'Make invitation' }).click();
    link = (await dialog.getByRole('code').textContent()) ?? '';
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Done' }).click();
  });

  const pia = await openBrowser(browser, product.url, consoleErrors);
  await test.step('she chooses a password and may chat with everything', async () => {
    await pia.goto(new URL(link).pathname);
    await expectAccessible(pia);
    await pia.getByLabel('Password', { exact: true }).fill('the till is open on sundays');
    await pia.getByRole('button', { name: 'Create account and sign in' }).click();
    await expect(pia.getByRole('combobox', { name: 'Talk to' })).toBeVisible();
  });

  await test.step('a team holds a role at one endpoint', async () => {
    await page.goto('/access?tab=teams');
    await page.getByRole('button', { name: 'Add team' }).click();
    const adding = page.getByRole('dialog', { name: 'Add a team' });
    await adding.getByLabel('Name').fill('Tills');
    await adding.getByRole('button', { name: 'Add team' }).click();
    const team = page.getByRole('dialog', { name: 'Team', exact: true });
    await team.getByRole('button', { name: 'Give a role' }).click();
    const giving = page.getByRole('dialog', { name: 'Give Tills a role' });
    await choose(page, giving, 'Role', /^App team/);
    await choose(page, giving, 'Where', /^One endpoint/);
    await giving.getByLabel('Endpoint, by name').fill(till);
    await giving.getByRole('button', { name: 'Give role' }).click();
    await expect(team.getByText('App team')).toBeVisible();
    await pickPerson(team, 'Find a person to add', name);
    await expect(page.getByText(`${name} is in the team.`)).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('what she held everywhere is taken away', async () => {
    const drawer = await openPerson(page, name);
    await expect(drawer.getByText('through Tills')).toBeVisible();
    await drawer.getByRole('button', { name: 'Revoke End user' }).click();
    await expect(drawer.getByRole('button', { name: 'Revoke End user' })).toHaveCount(0);
    await expectAccessible(page);
  });

  await test.step('can she? with the reason', async () => {
    await page.goto('/access?tab=grants');
    await pickPerson(page, 'Find a person', name);
    await choose(page, page, 'Where', /^One endpoint/);
    await page.getByLabel('Endpoint, by name').fill(till);
    await expect(page.getByText(`${name} may: the role app-team through the team Tills`)).toBeVisible();
    await page.getByLabel('Endpoint, by name').fill('assistant');
    await expect(page.getByText(`${name} may not: no grant gives`)).toBeVisible();
    await expect(page.getByText(/^Roles that would: .*MLOps engineer/)).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('she talks to that endpoint alone', async () => {
    await pia.goto('/chat');
    await askInChat(pia, 'Is it open?');
    await expect(pia.locator('.answer-text')).toContainText(/(First|Second): Is it open\?/);
    const asked = { model: 'assistant', messages: [{ role: 'user', content: 'And here?' }] };
    const refused = await ask(pia, product, 'POST', '/v1/chat/completions', asked);
    expect(refused.status).toBeGreaterThanOrEqual(401);
    await pia.goto('/endpoints');
    await expect(pia.getByRole('heading', { name: 'This page is not for your role' })).toBeVisible();
    await expectAccessible(pia);
  });
  await pia.context().close();
});

test('a split in production is proposed by one person and made by another', async ({
  asSecurity,
  asScientist,
  asEngineer,
  product,
}) => {
  test.setTimeout(180_000);

  await test.step('the security admin sets the rule, and may make no change', async () => {
    await requireSecondPerson(asSecurity);
    await asSecurity.goto(`/endpoints/${till}`);
    await expect(asSecurity.getByText(/that takes the permission endpoints\.write here/)).toBeVisible();
    await expect(asSecurity.getByRole('button', { name: /traffic|split/i })).toHaveCount(0);
    await asSecurity.goto('/models');
    await expect(asSecurity.getByRole('heading', { name: 'This page is not for your role' })).toBeVisible();
    const promotion = { to: 'production', expectedCurrent: null, reason: 'Because I can.', ticket: 'CHG-1' };
    const path = `/api/models/${till}/versions/2/promotion`;
    const refused = await ask(asSecurity, product, 'POST', path, promotion);
    expect(refused.status).toBe(403);
    expect(refused.text).toContain('lacks the permission \\"models.promote\\"');
  });

  await test.step('the data scientist reads the endpoint and proposes a split', async () => {
    await asScientist.goto(`/endpoints/${till}`);
    await expect(asScientist.getByText(/that takes the permission endpoints\.write here/)).toBeVisible();
    await asScientist.getByRole('button', { name: 'Propose a split' }).click();
    await asScientist.getByRole('button', { name: '50 % to candidate' }).click();
    const draft = asScientist.getByRole('region', { name: 'Draft' });
    await draft.getByLabel('Reason').fill('The second is shorter.');
    await draft.getByLabel('Ticket').fill('CHG-77');
    await draft.getByRole('button', { name: /^Propose changes/ }).click();
    const dialog = asScientist.getByRole('dialog', { name: 'Propose this change?' });
    await expect(dialog.getByLabel('Why')).toHaveValue('The second is shorter.');
    await expectAccessible(asScientist);
    await dialog.getByRole('button', { name: 'Propose change' }).click();
    await expect(asScientist.getByText('Proposed. Whoever may approve it has been told.')).toBeVisible();
  });

  await test.step('the engineer, too, may not make it alone, but approves what another proposed', async () => {
    const alone = { expectedConfig: 1, servedEntities: split(till, 30), reason: 'Now.' };
    const refused = await ask(asEngineer, product, 'PATCH', `/api/endpoints/${till}`, alone);
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('takes a second person');
    await asEngineer.goto('/changes');
    await asEngineer.getByRole('row', { name: /The second is shorter/ }).click();
    const drawer = asEngineer.getByRole('dialog', { name: 'Proposed change' });
    await expect(drawer.getByRole('list', { name: 'What changes' })).toContainText('50');
    await expect(drawer).toContainText('CHG-77');
    await expectAccessible(asEngineer);
    await drawer.getByRole('button', { name: 'Approve and make it' }).click();
    await expect(drawer.getByText('Approved and made')).toBeVisible();
    await asEngineer.goto(`/endpoints/${till}`);
    await expect(asEngineer.getByText('configuration 2', { exact: true }).first()).toBeVisible();
  });

  await test.step('nobody decides on their own', async () => {
    await asScientist.goto('/changes?state=all');
    await asScientist.getByRole('row', { name: /The second is shorter/ }).click();
    const drawer = asScientist.getByRole('dialog', { name: 'Proposed change' });
    await expect(drawer.getByText('Approved and made')).toBeVisible();
    await expect(drawer.getByRole('button', { name: 'Approve and make it' })).toHaveCount(0);
  });

  await test.step('the log has the request, the approval and the refusals, with before and after', async () => {
    await asSecurity.goto('/audit?ticket=CHG-77');
    const log = asSecurity.getByRole('table', { name: 'Audit log' });
    await expect(log.getByRole('row', { name: /requested the change/ })).toContainText('Test data-scientist');
    await log.getByRole('row', { name: /from configuration 1 to 2/ }).click();
    const drawer = asSecurity.getByRole('dialog');
    await expect(drawer.getByText('Before:').first()).toBeAttached();
    await expect(drawer.getByText('After:').first()).toBeAttached();
    await expectAccessible(asSecurity);
    await asSecurity.goto('/audit?refused=true');
    await expect(log.getByRole('row', { name: /models\.promote/ }).first()).toContainText(
      'Test security-admin',
    );
    await expect(log.getByRole('row', { name: /endpoints\.write/ }).first()).toContainText(
      'Test data-scientist',
    );
  });
});
