/** What is kept of a person: personal data masked before it is stored, all of it exported, and erased for good. */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import { type FakeOpenAi, startFakeOpenAi } from './support/fake-openai.ts';
import { askInChat, choose } from './support/forms.ts';
import { createEndpoint, registerPrompts } from './support/rollout.ts';
import { expect, expectAccessible, openBrowser, test } from './support/test.ts';

/** A closed account is told so. */
test.use({ expectedConsoleErrors: [/status of 401/] });

const desk = 'desk';
const address = 'ada.lovelace@example.org';
let fake: FakeOpenAi;

test.beforeAll(async ({ product }) => {
  fake = await startFakeOpenAi();
  await registerPrompts(product, desk, fake.url, ['You asked: {{question}}']);
  const target = { by: 'version', model: desk, version: 1 };
  await createEndpoint(product, desk, 'production', [{ name: 'main', target, trafficPercentage: 100 }]);
});

test.afterAll(() => fake.stop());

async function maskAddresses(page: Page): Promise<void> {
  await page.goto(`/endpoints/${desk}/guardrails`);
  await choose(page, page, 'E-mail addresses', 'Mask');
  await choose(page, page, 'What is stored', /^Without what any stage masks/);
  await page.getByLabel('Reason').fill('Addresses are nobody’s business.');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Save guardrails' }).click();
  await expect(page.getByText('Policy 1', { exact: true })).toBeVisible();
}

test('an address typed in the chat is masked; the person is found, exported and erased', async ({
  asSecurity: page,
  browser,
  consoleErrors,
  product,
}) => {
  test.setTimeout(180_000);
  const person = { email: 'erna@example.com', name: 'Erna Fels', role: 'end-user' } as const;
  const session = await product.sessions.add(person);
  const erna = await openBrowser(browser, product.url, consoleErrors, session);

  await test.step('the policy is set on the endpoint’s own page', () => maskAddresses(page));

  await test.step('neither the model nor what is stored has the address', async () => {
    await erna.goto('/chat');
    await choose(erna, erna, 'Talk to', new RegExp(`^${desk}`));
    await askInChat(erna, `Please write to ${address} today.`);
    await expect(erna.locator('.answer-text')).toContainText('You asked: Please write to [email] today.');
    expect(JSON.stringify(fake.calls)).not.toContain(address);
    await erna.reload();
    await expect(erna.locator('.answer-text')).toContainText('[email]');
    await expect(erna.getByText(address)).toHaveCount(0);
  });

  await test.step('what was masked is listed for review', async () => {
    await page.goto('/guardrails?state=all');
    await page.getByRole('list', { name: 'Events' }).getByRole('button', { name: desk }).first().click();
    await expect(page.getByRole('heading', { name: 'Personal data in the question' })).toBeVisible();
    expect(await page.content()).not.toContain(address);
    await expectAccessible(page);
  });

  await test.step('what is held of her goes into one archive', async () => {
    await page.goto('/privacy?tab=people');
    await page.getByLabel('E-mail, name or id').fill(person.email);
    await page.getByRole('list', { name: 'People found' }).getByRole('button').click();
    await expect(page.getByRole('table', { name: 'What is held' })).toContainText(/Conversations/i);
    await expectAccessible(page);
    const downloading = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Export' }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toMatch(/\.zip$/);
    const files = unzipSync(await readFile(await download.path()));
    const texts = Object.values(files).map((bytes) => strFromU8(bytes));
    expect(texts.some((text) => text.includes('Please write to [email] today.'))).toBe(true);
  });

  await test.step('erased, after her address is typed, with a certificate', async () => {
    await page.getByRole('button', { name: 'Erase…' }).click();
    const dialog = page.getByRole('alertdialog', { name: `Erase the data of ${person.name}?` });
    const erase = dialog.getByRole('button', { name: 'Erase for good' });
    await expect(erase).toBeDisabled();
    await dialog.getByLabel(`Type "${person.email}" to confirm`).fill(person.email);
    await expectAccessible(page);
    await erase.click();
    await expect(page.getByText('done', { exact: true })).toBeVisible({ timeout: 60_000 });
    const downloading = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download certificate' }).click();
    const certificate = await readFile(await (await downloading).path(), 'utf8');
    expect(certificate).not.toContain(person.email);
    expect(certificate).toMatch(/"sha256": ?"[0-9a-f]{64}"/);
    await erna.goto('/chat');
    await expect(erna).toHaveURL(/\/sign-in/);
  });
  await erna.context().close();
});
