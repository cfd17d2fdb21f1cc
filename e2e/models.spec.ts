/** New versions by form, a mistake in a document, a champion that moves and comes back, and a promotion with a ticket. */
import type { Page } from '@playwright/test';
import { callApi, championVersion, model, moveChampion } from './support/product-api.ts';
import { expect, expectAccessible, test } from './support/test.ts';

const path = `/models/${model}`;

/** Asks in a new conversation and opens the trace of the answer. */
async function askAndTrace(page: Page, question: string): Promise<void> {
  await page.goto('/chat');
  await expect(page.getByLabel('Your question')).toBeFocused();
  await page.getByLabel('Your question').fill(question);
  await page.getByLabel('Your question').press('Enter');
  await expect(page.getByRole('group', { name: 'Rate this answer' })).toBeVisible();
  await page.getByRole('link', { name: /^Why this answer/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: question })).toBeVisible();
}

test('a version is registered by form, becomes champion, answers, and is taken back', async ({
  asOwner: page,
  product,
}) => {
  const before = await championVersion(product);
  let made = 0;
  // The form starts from the latest version, which another test may have made for a provider that is gone.
  const versions = `/api/models/${model}/versions`;
  const serving = (await callApi(product, 'GET', `${versions}/${before}`)) as { yaml: string };
  await callApi(product, 'POST', versions, { source: serving.yaml });
  try {
    await test.step('register it by form', async () => {
      await page.goto(`${path}/register`);
      await page.getByLabel('Description').fill('Fewer passages');
      await page.getByLabel('Passages (k)').fill('3');
      await expect(page.getByLabel('Chain document as YAML')).toContainText('k: 3');
      await expect(page.getByText('The document is valid.')).toBeVisible();
      await expectAccessible(page);
      await page.getByRole('button', { name: 'Register version' }).click();
      await expect(page).toHaveURL(new RegExp(`${path}/versions/\\d+`));
      made = Number(page.url().split('/').at(-1));
      await expect(page.getByText('Fewer passages')).toBeVisible();
    });
    await test.step('move @champion with a reason', async () => {
      await page.getByRole('button', { name: 'Move @champion here' }).click();
      const dialog = page.getByRole('dialog', { name: `Move @champion to version ${made}` });
      await expect(dialog).toContainText('assistant');
      await dialog.getByLabel('Reason').fill('Three passages are enough.');
      await dialog.getByRole('button', { name: 'Move @champion' }).click();
      await expect(dialog).toHaveCount(0);
      await expect(page.getByText(`@champion points at version ${made}.`)).toBeVisible();
    });
    await test.step('the next answer names it in its trace', async () => {
      await askAndTrace(page, 'What is a snapshot?');
      await expect(page.getByText(`${model} version ${made}, reached through @champion`)).toBeVisible();
      await expect(page.getByRole('tab', { name: /Passages/ })).toContainText('3');
    });
    await test.step('undo', async () => {
      await moveChampion(product, before);
      await page.goto(`${path}/versions/${made}`);
      await page.getByRole('button', { name: 'Move @champion here' }).click();
      await page.getByLabel('Reason').fill('Once more.');
      await page.getByRole('dialog').getByRole('button', { name: 'Move @champion' }).click();
      await page.getByRole('button', { name: 'Undo' }).click();
      await expect(page.getByText(`@champion is back at version ${before}.`)).toBeVisible();
      await page.goto(`${path}?tab=history`);
      await expect(page.getByText(`Undo of the move to version ${made}`)).toBeVisible();
      await expect(page.getByText('Three passages are enough.')).toBeVisible();
      expect(await championVersion(product)).toBe(before);
    });
  } finally {
    await moveChampion(product, before);
  }
});

test('a mistake in the document is shown at its line and cannot be registered', async ({ asOwner: page }) => {
  await page.goto(`${path}/register`);
  const editor = page.getByLabel('Chain document as YAML');
  await expect(editor).toContainText('retrieval:');
  await editor.click();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(
    'kind: chain\nretrieval:\n  knowledge: guide\n  k: many\nmodel:\n  provider: extractive\n  name: extractive\n',
  );
  await expect(page.getByText(/^Line 4, column \d+:/)).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'Line 4' })).toContainText('retrieval.k');
  await expect(page.locator('.cm-lintRange-error')).toHaveText('k');
  await expect(page.getByRole('button', { name: 'Register version' })).toBeDisabled();
  await editor.click();
  await page.keyboard.press('Control+z');
  await expect(page.getByText('The document is valid.')).toBeVisible();
});

test.describe('the life of a version', () => {
  // What is served may not be deleted.
  test.use({ expectedConsoleErrors: [/409.*versions\/2/] });

  test('a version is compared, tried, promoted with a ticket, deleted and restored', async ({
    asOwner: page,
    product,
  }) => {
    const name = 'promotion';
    const before = await championVersion(product);
    const serving = (await callApi(product, 'GET', `/api/models/${model}/versions/${before}`)) as {
      yaml: string;
    };
    await callApi(product, 'POST', '/api/models', { name });
    for (const k of [7, 4, 2]) {
      const source = serving.yaml.replace(/\bk: \d+/, `k: ${k}`);
      await callApi(product, 'POST', `/api/models/${name}/versions`, { source });
    }

    await test.step('choose two and compare them', async () => {
      await page.goto(`/models/${name}`);
      await page.getByRole('checkbox', { name: 'Choose version 1 to compare' }).click();
      await page.getByRole('checkbox', { name: 'Choose version 2 to compare' }).click();
      await expectAccessible(page);
      await page.getByRole('link', { name: 'Compare versions 1 and 2' }).click();
      await expect(page.getByRole('heading', { name: '1 difference' })).toBeVisible();
    });

    await test.step('ask both', async () => {
      await page.getByLabel('Question').fill('What is a snapshot?');
      await page.getByRole('button', { name: 'Ask both' }).click();
      for (const number of [1, 2]) {
        const answer = page.getByRole('region', { name: `Answer of version ${number}` });
        await expect(answer).toContainText(/immutable state of the index/);
        await expect(answer.getByText(/^first word/)).toBeVisible();
      }
      await expectAccessible(page);
    });

    await test.step('promote to staging, then with a ticket to production', async () => {
      await page.goto(`/models/${name}/versions/2`);
      await page.getByRole('link', { name: 'Promote to staging' }).click();
      await page.getByRole('button', { name: 'Promote version 2 to staging' }).click();
      await expect(page.getByText('Version 2 is in staging.')).toBeVisible();
      await page.getByRole('link', { name: 'Promote to production' }).click();
      await page.getByRole('button', { name: 'Promote version 2 to production' }).click();
      await expect(page.getByText('A promotion to production needs an approval ticket.')).toBeVisible();
      await expectAccessible(page);
      await page.getByLabel('Ticket').fill('CHG-1042');
      await page.getByRole('button', { name: 'Promote version 2 to production' }).click();
      await expect(page.getByText('Version 2 is in production.')).toBeVisible();
      await page.getByRole('tab', { name: /^History/ }).click();
      await expect(page.getByText('CHG-1042')).toBeVisible();
    });

    await test.step('what serves is not deleted; another version is, and comes back', async () => {
      await page.goto(`/models/${name}`);
      await page.getByRole('button', { name: 'Actions for version 2' }).click();
      await page.getByRole('menuitem', { name: 'Delete version 2…' }).click();
      const dialog = page.getByRole('alertdialog');
      await dialog.getByRole('button', { name: 'Delete version 2' }).click();
      await expect(dialog.getByRole('alert')).toBeVisible();
      await dialog.getByRole('button', { name: 'Cancel' }).click();
      await page.getByRole('button', { name: 'Actions for version 3' }).click();
      await page.getByRole('menuitem', { name: 'Delete version 3…' }).click();
      await dialog.getByRole('button', { name: 'Delete version 3' }).click();
      await expect(page.getByText('Version 3 is deleted.')).toBeVisible();
      await page.getByLabel('Show 1 deleted version').click();
      await page.getByRole('button', { name: 'Restore version 3' }).click();
      await expect(page.getByText('Version 3 is restored.')).toBeVisible();
    });
  });
});
