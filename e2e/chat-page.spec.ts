/** The page around the answers: keyboard, conversations, what a model writes, colours and phones. */
import type { Page } from '@playwright/test';
import { answers, begin, fieldOf, openChat, withSlowModel } from './support/chat.ts';
import { wordsOf } from './support/product-api.ts';
import { expect, expectAccessible, test } from './support/test.ts';

/** Long enough that a test acts before it is over. */
const long = wordsOf(400);
const model = withSlowModel();

const conversations = (page: Page) => page.getByRole('navigation', { name: 'Conversations' });

test('everything works from the keyboard', async ({ asOwner: page }) => {
  await openChat(page);
  const field = fieldOf(page);
  await expect(field).toBeFocused();
  await test.step('Shift+Enter breaks the line, Enter sends, Escape stops', async () => {
    model().say(long);
    await page.keyboard.type('What is');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('a snapshot?');
    await expect(field).toHaveValue('What is\na snapshot?');
    await page.keyboard.press('Enter');
    await expect(answers(page)).toContainText('word3');
    await page.keyboard.press('Escape');
    await expect(page.getByText('Stopped before the end.')).toBeVisible();
  });
  await test.step('? is a character while typing, and the sheet elsewhere', async () => {
    const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await field.press('?');
    await expect(field).toHaveValue('?');
    await expect(sheet).toHaveCount(0);
    await field.blur();
    await page.keyboard.press('?');
    await expect(sheet).toContainText('Stop the answer');
    await page.keyboard.press('Escape');
    await expect(sheet).toHaveCount(0);
  });
  await test.step('Ctrl+K goes anywhere', async () => {
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('dialog', { name: 'Search and commands' })).toBeVisible();
    await page.keyboard.type('infer');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/inferences/);
  });
});

test('what was typed before the page came alive is kept', async ({ asAppTeam: page }) => {
  const alive = Promise.withResolvers<void>();
  await page.route('**/_next/static/**/*.js', async (route) => {
    await alive.promise;
    await route.continue();
  });
  await page.goto('/chat', { waitUntil: 'commit' });
  await fieldOf(page).fill('What is a snapshot?');
  alive.resolve();
  await expect(page.getByRole('button', { name: 'Send' })).toBeEnabled();
  await expect(fieldOf(page)).toHaveValue('What is a snapshot?');
});

test('a conversation is found, renamed, pinned and deleted, with a way back', async ({ asAppTeam: page }) => {
  await begin(page, model(), 'Where do gantry bolts rest?', 'In the pomegranate drawer [1].');
  const list = conversations(page);
  const title = 'Where do gantry bolts rest?';
  const act = async (name: string, action: string) => {
    await list.getByRole('button', { name: `Actions for “${name}”` }).click();
    await page.getByRole('menuitem', { name: action, exact: true }).click();
  };
  await test.step('search by what was answered', async () => {
    await page.getByLabel('Search conversations').fill('pomegranate');
    await expect(list.getByRole('link')).toHaveText([title]);
    await page.getByLabel('Search conversations').fill('qqqqqq');
    await expect(list).toContainText('No conversation mentions “qqqqqq”.');
    await page.getByLabel('Search conversations').fill('');
  });
  await test.step('rename', async () => {
    await act(title, 'Rename');
    await page.getByLabel('New title').fill('Bolts 🔩');
    await page.getByLabel('New title').press('Enter');
    await expect(list.getByRole('link', { name: 'Bolts 🔩' })).toBeVisible();
  });
  await test.step('pin', async () => {
    const pinned = page.waitForResponse((response) => response.request().method() === 'PATCH');
    await act('Bolts 🔩', 'Pin');
    await pinned;
    await page.reload();
    await expect(list.getByRole('region', { name: 'Pinned' }).getByRole('link')).toHaveText(['Bolts 🔩']);
  });
  await test.step('delete, undo, delete', async () => {
    await act('Bolts 🔩', 'Delete');
    await expect(list.getByRole('link', { name: 'Bolts 🔩' })).toHaveCount(0);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(list.getByRole('link', { name: 'Bolts 🔩' })).toBeVisible();
    await expect(page.getByText('“Bolts 🔩” deleted')).toHaveCount(0);
    await act('Bolts 🔩', 'Delete');
    const deleted = page.waitForResponse((response) => response.request().method() === 'DELETE');
    await page.getByRole('button', { name: 'Close toast' }).click();
    expect((await deleted).ok()).toBe(true);
    await page.reload();
    await expect(list).toBeVisible();
    await expect(list.getByRole('link', { name: 'Bolts 🔩' })).toHaveCount(0);
  });
});

test('what a model writes is shown and does nothing', async ({ asAppTeam: page, product }) => {
  const foreign: string[] = [];
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== product.url) foreign.push(request.url());
  });
  const lines = [
    '![a chart](https://pictures.example/p.png) <img src="https://pictures.example/q.png" onerror="window.ran = 1">',
    '<script>window.ran = 1</script><iframe src="https://frames.example/"></iframe>',
    'See [our docs](https://docs.example.org/a?b) or [this](javascript:window.ran=1) [1].',
    '| Part | Grease |\n| --- | --- |\n| ring | NLGI |',
    '```js\nlet bolts = 4;\n```',
    '$$\nE = mc^2\n$$',
  ];
  await begin(page, model(), 'What is a snapshot?', lines.join('\n\n'));
  const answer = answers(page);
  await expect(answer.locator('img, script, iframe')).toHaveCount(0);
  await expect(answer).toContainText('<script>');
  await expect(answer).toContainText('Picture: a chart');
  await expect(answer).toContainText('(docs.example.org)');
  const link = answer.getByRole('link', { name: /our docs/ });
  await expect(link).toHaveAttribute('target', '_blank');
  await expect(link).toHaveAttribute('rel', /noopener/);
  await expect(answer.getByRole('cell', { name: 'NLGI' })).toBeVisible();
  await expect(answer.locator('.katex').first()).toBeVisible();
  await expect(answer).toContainText('let bolts = 4;');
  expect(await page.evaluate(() => 'ran' in window)).toBe(false);
  expect(foreign).toEqual([]);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`an answer with its source beside it is accessible in ${colorScheme} colours`, async ({
    asAppTeam: page,
  }) => {
    await page.emulateMedia({ colorScheme });
    await begin(page, model(), 'What is a snapshot?', 'Snapshots never change [1]. Whales sing at night.');
    await expect(page.locator('html')).toHaveClass(new RegExp(`\\b${colorScheme}\\b`));
    await page
      .getByRole('button', { name: /^Source 1/ })
      .first()
      .click();
    const panel = page.getByRole('complementary', { name: 'Source 1' });
    await expect(panel.locator('[data-lit]').first()).toBeInViewport();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await expect(panel).toHaveCount(0);
  });
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('one asks, reads a source, rates and finds older conversations', async ({ asAppTeam: page }) => {
    model().say('It fits in a pocket [1].');
    await page.goto('/chat');
    await fieldOf(page).fill('What is a snapshot?');
    await fieldOf(page).press('Enter');
    await expect(fieldOf(page), 'Enter breaks the line').toHaveValue('What is a snapshot?\n');
    await page.getByRole('button', { name: 'Send' }).tap();
    await expect(answers(page)).toContainText('It fits in a pocket');
    await page.getByRole('button', { name: 'Helpful', exact: true }).tap();
    await expect(page.getByRole('button', { name: /^Rated as helpful/ })).toBeVisible();
    await page.getByRole('button', { name: /^Source 1/ }).tap();
    const source = page.getByRole('dialog');
    await expect(source.locator('[data-lit]').first()).toBeInViewport();
    await source.getByRole('button', { name: 'Close' }).tap();
    await expect(source).toHaveCount(0);
    await expectAccessible(page);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow, 'sideways scrolling').toBeLessThanOrEqual(0);
    await page.getByRole('button', { name: 'Conversations' }).tap();
    const sheet = page.getByRole('dialog', { name: 'Conversations' });
    await sheet.getByRole('link', { name: 'New chat' }).tap();
    await expect(sheet).toHaveCount(0);
    await expect(page).toHaveURL(/\/chat$/);
  });
});
