/** The chat as somebody uses it, with a model behind it that says what a test wants it to say. */
import { expect, type Page } from '@playwright/test';
import { type FakeOpenAi, startFakeOpenAi } from './fake-openai.ts';
import { answerThrough, moveChampion } from './product-api.ts';
import { test } from './test.ts';

export const fieldOf = (page: Page) => page.getByLabel('Your question');
export const answers = (page: Page) => page.locator('.answer-text');
export const rating = (page: Page) => page.getByRole('group', { name: 'Rate this answer' });

/** Call while the file loads. For its tests a slow fake writes the answers; afterwards who wrote them before does again. */
export function withSlowModel(): () => FakeOpenAi {
  let fake: FakeOpenAi | undefined;
  let championBefore: number | undefined;
  test.beforeAll(async ({ product }) => {
    fake = await startFakeOpenAi({ chunkDelayMs: 30 });
    championBefore = await answerThrough(product, fake.url);
  });
  test.afterAll(async ({ product }) => {
    if (championBefore !== undefined) await moveChampion(product, championBefore);
    await fake?.stop();
  });
  return () => {
    if (fake === undefined) throw new Error('The model is there once the tests run.');
    return fake;
  };
}

export async function ask(page: Page, question: string): Promise<void> {
  await fieldOf(page).fill(question);
  await fieldOf(page).press('Enter');
}

/** The page is alive once it has put the cursor into the field. */
export async function openChat(page: Page): Promise<void> {
  await page.goto('/chat');
  await expect(fieldOf(page)).toBeFocused();
}

/** Asks in a new conversation and waits for the whole answer. */
export async function begin(page: Page, fake: FakeOpenAi, question: string, answer: string): Promise<void> {
  fake.say(answer);
  await openChat(page);
  await ask(page, question);
  await expect(rating(page)).toBeVisible();
}
