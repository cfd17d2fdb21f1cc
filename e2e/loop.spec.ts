/** The main job on a real file: upload a manual, ask about it, open the citation at its passage, rate, and see the row. */
import { makeManualPdf } from './fixtures/make-files.ts';
import { expect, expectAccessible, test } from './support/test.ts';

const question = 'At which mean wind speed must lifting stop?';
const fact = /20 metres per second/;

test('an uploaded manual is asked about, cited, rated and seen', async ({ asOwner: page }) => {
  await test.step('upload the manual', async () => {
    await page.goto('/knowledge/guide');
    const manual = await makeManualPdf({ bookmarks: true });
    await page.getByLabel('Files to add').setInputFiles({
      name: 'crane manual 🏗️.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from(manual),
    });
    const row = page.getByRole('row', { name: /crane manual 🏗️\.pdf/ });
    await expect(row.getByText('Ready')).toBeVisible({ timeout: 30_000 });
    await expectAccessible(page);
  });

  await test.step('ask about it', async () => {
    await page.goto('/chat');
    await page.getByLabel('Your question').fill(question);
    await page.getByLabel('Your question').press('Enter');
    await expect(page.locator('.answer-text').last()).toContainText(fact);
    await expect(page).toHaveURL(/\/chat\/[0-9a-f-]{36}/);
    await expect(page.getByRole('group', { name: 'Rate this answer' })).toBeVisible();
  });

  await test.step('open the citation at its page, with the passage lit', async () => {
    await page
      .getByRole('button', { name: /^Source 1/ })
      .first()
      .click();
    const panel = page.getByRole('complementary', { name: 'Source 1' });
    await expect(panel.locator('.pdf-lit').first()).toBeInViewport({ timeout: 20_000 });
    const lit = panel.locator('[data-page]').filter({ has: page.locator('.pdf-lit') });
    await expect(lit.first()).toContainText(fact);
    await expectAccessible(page);
    await panel.getByRole('button', { name: 'Close source' }).click();
  });

  await test.step('rate it, with a reason', async () => {
    await page.getByRole('button', { name: 'Helpful', exact: true }).click();
    await expect(page.getByRole('button', { name: /^Rated as helpful/ })).toBeVisible();
    await page.reload();
    await expect(page.getByRole('button', { name: /^Rated as helpful/ })).toBeVisible();
    await page.getByRole('button', { name: 'Not helpful', exact: true }).click();
    const details = page.getByRole('form', { name: 'Details of your rating' });
    await details.getByRole('button', { name: 'Incomplete' }).click();
    await details.getByRole('textbox').fill('Gusts are missing.');
    await details.getByRole('button', { name: 'Save' }).click();
    await expect(details).toBeHidden();
  });

  await test.step('find the row and read its trace', async () => {
    await page.goto(`/inferences?q=${encodeURIComponent('mean wind speed')}`);
    await page.getByRole('link', { name: question }).first().click();
    await expect(page.getByRole('heading', { level: 1, name: question })).toBeVisible();
    await expect(page.getByRole('figure', { name: 'Time line of the stages' })).toContainText('retrieve');
    await expect(page.getByText(/cited as \[1\]/).first()).toBeVisible();
    await expect(page.getByText('Gusts are missing.')).toBeVisible();
    await page.getByRole('tab', { name: 'Prompt as sent' }).click();
    await expect(page.getByText(/crane|Harbour/i).first()).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('see it on the dashboard, which leads back to the row', async () => {
    await page.goto('/overview');
    await expect(page.getByText(/requests? in .* fine/)).toBeVisible();
    await page.getByRole('link', { name: /^Satisfied/ }).click();
    await expect(page.getByRole('link', { name: question }).first()).toBeVisible();
  });
});

test('an app team chats and sees no dashboard; a stakeholder sees dashboards and no chat', async ({
  asAppTeam,
  asStakeholder,
}) => {
  await asAppTeam.goto('/');
  await expect(asAppTeam.getByLabel('Your question')).toBeVisible();
  await expect(asAppTeam.getByRole('link', { name: 'Overview' })).toHaveCount(0);
  await asStakeholder.goto('/');
  await expect(asStakeholder.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
  await expect(asStakeholder.getByRole('link', { name: 'Chat', exact: true })).toHaveCount(0);
});

test('a question the documents do not answer is declined, and a follow-up is understood', async ({
  asAppTeam: page,
}) => {
  await page.goto('/chat');
  const field = page.getByLabel('Your question');
  await field.fill('Who won the chess championship in Reykjavik in 1972?');
  await field.press('Enter');
  await expect(page.locator('.answer-text').last()).toContainText(/could not find/);
  await expect(page.getByRole('group', { name: 'Rate this answer' })).toBeVisible();
  await field.fill('What is a snapshot?');
  await field.press('Enter');
  await expect(page.locator('.answer-text').last()).toContainText(/immutable state of the index/);
});

test('the same answer is to be had through the API', async ({ request, product }) => {
  const response = await request.post('/v1/chat/completions', {
    headers: { authorization: `Bearer ${product.apiKey}` },
    data: { model: 'assistant', messages: [{ role: 'user', content: 'What is a snapshot?' }] },
  });
  expect(response.status()).toBe(200);
  const body = await response.json();
  expect(body.choices[0].message.content).toContain('[1]');
  expect(body.citations[0].document_name).toBe('knowledge.md');
  const row = await request.get(`/api/inferences/${response.headers()['x-slipway-request-id']}`, {
    headers: { authorization: `Bearer ${product.apiKey}` },
  });
  expect(await row.json()).toMatchObject({ status: 'ok', source: 'api', model: 'guide-assistant' });
});
