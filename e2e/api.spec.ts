/** The API as a document and as a page, and how an endpoint is called. */
import { expect, expectAccessible, test } from './support/test.ts';

test('the API is read on a page, which leads to one operation and copies a call', async ({
  asOwner: page,
}) => {
  await page.goto('/api');
  await expect(page.getByRole('heading', { level: 1, name: 'API' })).toBeVisible();
  await page.getByLabel('Search operations').fill('chat/completions');
  await page.getByRole('link', { name: 'POST Ask an endpoint' }).first().click();
  await expect(page).toHaveURL(/op=/);
  await expect(page.getByText(/^curl /).first()).toBeVisible();
  await expectAccessible(page);
});

test('the document is served to machines', async ({ request, product }) => {
  const response = await request.get('/api/openapi.json', {
    headers: { authorization: `Bearer ${product.apiKey}` },
  });
  expect(response.status()).toBe(200);
  const document = await response.json();
  expect(document.openapi).toMatch(/^3\.1/);
  expect(Object.keys(document.paths)).toContain('/v1/chat/completions');
  expect(Object.keys(document.paths)).toContain('/api/endpoints/{name}');
});

test('an endpoint shows how to call it, in the language chosen', async ({ asOwner: page }) => {
  await page.goto('/endpoints/assistant');
  const card = page.locator('section', { has: page.getByRole('heading', { name: 'Use this endpoint' }) });
  await expect(card.getByText(/\/v1\/chat\/completions/).first()).toBeVisible();
  await card.getByRole('tab', { name: 'TypeScript' }).click();
  await expect(card.getByText(/import OpenAI from 'openai'/)).toBeVisible();
});
