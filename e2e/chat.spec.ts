/** Answers of a slow model: stopped, reloaded in mid-stream, given once more, failed, and asked for in two tabs. */
import type { Page } from '@playwright/test';
import { answers, ask, begin, openChat, rating, withSlowModel } from './support/chat.ts';
import { wordsOf } from './support/product-api.ts';
import { expect, test } from './support/test.ts';

/** Long enough that a test acts before it is over. */
const long = wordsOf(400);
const model = withSlowModel();

/** Does something that chooses a branch, and waits until the server keeps the choice. */
async function choosing(page: Page, act: () => Promise<void>): Promise<void> {
  const kept = page.waitForResponse((response) => response.url().endsWith('/leaf') && response.ok());
  await act();
  await kept;
}

test('stopping an answer keeps what was written and ends the call', async ({ asAppTeam: page }) => {
  model().say(long);
  await openChat(page);
  await ask(page, 'What is a snapshot?');
  await expect(answers(page)).toContainText('word5');
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByText('Stopped before the end.')).toBeVisible();
  await expect.poll(() => model().calls.at(-1)?.aborted).toBe(true);
  await page.reload();
  await expect(answers(page)).toContainText('word5');
  await expect(answers(page)).not.toContainText('word399');
  await expect(page.getByText('Stopped before the end.')).toBeVisible();
});

test('an answer goes on after a reload in mid-stream', async ({ asAppTeam: page }) => {
  model().say(wordsOf(200));
  await openChat(page);
  await ask(page, 'What is a snapshot?');
  await expect(answers(page)).toContainText('word5');
  await page.reload();
  await expect(page.getByRole('button', { name: 'Stop' })).toBeVisible();
  await expect(answers(page)).toContainText('word199', { timeout: 20_000 });
  await expect(answers(page)).toHaveText(wordsOf(200));
  await expect(rating(page)).toBeVisible();
  expect(model().calls.at(-1)?.aborted).toBe(false);
});

test('a question is answered once more, and both answers stay within reach', async ({ asAppTeam: page }) => {
  await begin(page, model(), 'What is a snapshot?', 'The first answer [1].');
  const versions = page.getByRole('group', { name: 'Versions of this answer' });
  model().say('The second answer [1].');
  await page.getByRole('button', { name: 'Answer once more' }).click();
  await expect(answers(page)).toContainText('The second answer');
  await expect(versions).toContainText('2 / 2');
  await choosing(page, () => versions.getByRole('button', { name: 'Previous answer' }).click());
  await expect(answers(page)).toContainText('The first answer');
  await page.reload();
  await expect(answers(page)).toContainText('The first answer');
  await expect(versions).toContainText('1 / 2');
  await versions.getByRole('button', { name: 'Next answer' }).click();
  await expect(answers(page)).toContainText('The second answer');
});

test('a question is edited and asked again beside the old one', async ({ asAppTeam: page }) => {
  await begin(page, model(), 'What is a snapshot?', 'About snapshots [1].');
  model().say('About keys [1].');
  await page.getByText('What is a snapshot?').last().hover();
  await page.getByRole('button', { name: 'Edit and ask again' }).click();
  await page.getByLabel('Edit your question').fill('What is an API key?');
  await page.getByLabel('Edit your question').press('Enter');
  await expect(answers(page)).toHaveText(/About keys/);
  const versions = page.getByRole('group', { name: 'Versions of this question' });
  await expect(versions).toContainText('2 / 2');
  await choosing(page, () => versions.getByRole('button', { name: 'Previous question' }).click());
  await expect(answers(page)).toHaveText(/About snapshots/);
  await page.reload();
  await expect(answers(page)).toHaveText(/About snapshots/);
});

test('a failing provider is explained, and trying again works', async ({ asAppTeam: page }) => {
  const problem = page.getByRole('main').getByRole('alert');
  await openChat(page);
  await test.step('refused from the start', async () => {
    model().next('unauthorized');
    await ask(page, 'What is a snapshot?');
    await expect(problem).toContainText('The answer could not be completed.');
    await expect(problem).toContainText(/key/i);
    await expect(problem).toContainText('Request id');
    await expect(problem, 'no part of a key').not.toContainText('sk-secret');
  });
  await test.step('cut in the middle: what came is kept', async () => {
    model().next('cut-after:3');
    await problem.getByRole('button', { name: 'Try again' }).click();
    await expect(answers(page)).not.toBeEmpty();
    await expect(problem).toContainText('The answer could not be completed.');
    await page.reload();
    await expect(problem).toContainText('The answer could not be completed.');
  });
  await test.step('well again', async () => {
    model().say('All is well again [1].');
    await problem.getByRole('button', { name: 'Try again' }).click();
    await expect(answers(page)).toContainText('All is well again');
    await expect(rating(page)).toBeVisible();
    await expect(problem).toHaveCount(0);
    await expect(page.getByRole('group', { name: 'Versions of this answer' })).toContainText('3 / 3');
  });
});

test('two tabs ask in one conversation and neither question is lost', async ({ asAppTeam: page }) => {
  await begin(page, model(), 'What is a snapshot?', 'The beginning [1].');
  const other = await page.context().newPage();
  await other.goto(page.url());
  await expect(rating(other)).toBeVisible();
  model().say(wordsOf(60), wordsOf(60));
  await ask(page, 'What is an alias?');
  await expect(answers(page).last()).toContainText('word1');
  await ask(other, 'What is an endpoint?');
  await expect(rating(page)).toHaveCount(2);
  await expect(rating(other)).toHaveCount(2);
  await page.reload();
  const versions = page.getByRole('group', { name: 'Versions of this question' });
  await expect(versions).toContainText('/ 2');
  await expect(page.getByText('What is an endpoint?', { exact: true })).toBeVisible();
  await versions.getByRole('button', { name: 'Previous question' }).click();
  await expect(page.getByText('What is an alias?', { exact: true })).toBeVisible();
  await expect(answers(page).last()).toHaveText(wordsOf(60));
  await other.close();
});
