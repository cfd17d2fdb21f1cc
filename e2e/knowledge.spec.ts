/** A knowledge base from the first drop to a re-index, on files of many kinds, one of them damaged. */
import type { Page } from '@playwright/test';
import { makeManualDocx, makeManualEpub, makeManualPdf, makeManualXlsx } from './fixtures/make-files.ts';
import { callApi } from './support/product-api.ts';
import { expect, expectAccessible, type RunningProduct, test } from './support/test.ts';

interface TestFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

const office = 'application/vnd.openxmlformats-officedocument';
const damaged = 'damaged 💥.pdf';

async function testFiles(): Promise<TestFile[]> {
  const pdf = Buffer.from(await makeManualPdf({ bookmarks: true }));
  const file = (name: string, mimeType: string, content: Uint8Array | string): TestFile => ({
    name,
    mimeType,
    buffer: Buffer.from(content),
  });
  return [
    file('manual.pdf', 'application/pdf', pdf),
    file('دليل الرافعة.docx', `${office}.wordprocessingml.document`, makeManualDocx()),
    file('loads 📊.xlsx', `${office}.spreadsheetml.sheet`, makeManualXlsx()),
    file('manual.epub', 'application/epub+zip', makeManualEpub()),
    file('notes.md', 'text/markdown', '# Notes\n\nThe spare key hangs behind the barometer.\n'),
    file(damaged, 'application/pdf', pdf.subarray(0, pdf.length / 3)),
  ];
}

/** Makes a knowledge base over the API and fills it by dropping files on its page. */
async function dropped(page: Page, product: RunningProduct, name: string, files: TestFile[]): Promise<void> {
  await callApi(product, 'POST', '/api/knowledge', { name });
  await page.goto(`/knowledge/${name}`);
  await drop(page, files);
}

/** Drops files on the page as a person does from a folder. */
async function drop(page: Page, files: readonly TestFile[]): Promise<void> {
  const content = files.map(({ name, mimeType, buffer }) => ({
    name,
    mimeType,
    base64: buffer.toString('base64'),
  }));
  const dataTransfer = await page.evaluateHandle((given) => {
    const transfer = new DataTransfer();
    for (const { name, mimeType, base64 } of given) {
      const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
      transfer.items.add(new File([bytes], name, { type: mimeType }));
    }
    return transfer;
  }, content);
  const hint = page.getByText('Drop to add to this knowledge base');
  await expect(page.getByRole('button', { name: 'Add documents' })).toBeVisible();
  await page.dispatchEvent('body', 'dragenter', { dataTransfer });
  await expect(hint).toBeVisible();
  await page.dispatchEvent('body', 'drop', { dataTransfer });
  await expect(hint).toHaveCount(0);
}

const rowOf = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name });
const ready = { timeout: 45_000 };

async function act(page: Page, name: string, action: string): Promise<void> {
  await page.getByRole('button', { name: `Actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: action }).click();
}

test('files of all kinds are dropped at once; a damaged one says why and stops no other', async ({
  asOwner: page,
}) => {
  test.slow();
  const files = await testFiles();
  await test.step('create the knowledge base', async () => {
    await page.goto('/knowledge');
    await page.getByRole('button', { name: 'Create knowledge base' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Create a knowledge base' });
    await dialog.getByLabel('Name').fill('Quay Side');
    await dialog.getByRole('button', { name: 'Create knowledge base' }).click();
    await expect(dialog).toContainText(/lower-case/);
    await dialog.getByLabel('Name').fill('quay');
    await dialog.getByRole('button', { name: 'Create knowledge base' }).click();
    await expect(page).toHaveURL(/\/knowledge\/quay$/);
    await expect(page.getByText('No documents yet')).toBeVisible();
  });
  await test.step('drop six files', async () => {
    await drop(page, files);
    await expect(page.getByRole('region', { name: 'Upload' })).toContainText('6 files uploaded');
    for (const { name } of files) {
      await expect(rowOf(page, name)).toContainText(name === damaged ? 'Failed' : 'Ready', ready);
    }
    await expect(rowOf(page, damaged).getByRole('paragraph')).toContainText(
      'The end of this PDF is missing.',
    );
    await expectAccessible(page);
  });
  await test.step('the same file again changes nothing', async () => {
    await page.getByRole('region', { name: 'Upload' }).getByRole('button', { name: 'Close' }).click();
    await page.getByLabel('Files to add').setInputFiles(files.filter(({ name }) => name === 'notes.md'));
    const upload = page.getByRole('region', { name: 'Upload' });
    await expect(upload).toContainText('1 file uploaded');
    await upload.getByRole('button', { name: 'Files' }).click();
    await expect(upload.getByRole('listitem')).toContainText(/notes\.md.*Unchanged/s);
  });
  await test.step('retry, then delete the damaged one', async () => {
    const tried = page.waitForResponse((response) => response.url().endsWith('/retry'));
    await act(page, damaged, 'Retry');
    expect((await tried).ok()).toBe(true);
    await expect(rowOf(page, damaged)).toContainText('Failed', ready);
    await act(page, damaged, 'Delete');
    await page.getByRole('button', { name: 'Delete document' }).click();
    await expect(rowOf(page, damaged)).toHaveCount(0);
    await expect(page.getByText('5 documents ready')).toBeVisible();
  });
  await test.step('every change is a numbered snapshot', async () => {
    await page.getByRole('tab', { name: 'Snapshots' }).click();
    const latest = page.getByRole('table', { name: 'Snapshots' }).getByRole('row').nth(1);
    await expect(latest).toContainText(/#\d/);
    await expect(latest.getByRole('cell').nth(2)).toHaveText('5');
  });
  await test.step('a question finds its passage in each format, lit in the document', async () => {
    const cases = [
      { format: 'application/pdf', ask: 'wind speed', lit: '.pdf-lit', fact: /20 metres per second/ },
      {
        format: `${office}.wordprocessingml.document`,
        ask: 'descender red box',
        lit: '[data-lit]',
        fact: /150 kilograms/,
      },
      {
        format: `${office}.spreadsheetml.sheet`,
        ask: 'wheel bearings grease',
        lit: '[data-lit]',
        fact: /NLGI 2/,
      },
      {
        format: 'application/epub+zip',
        ask: 'tank of the emergency diesel',
        lit: '[data-lit]',
        fact: /400 litres/,
      },
    ];
    for (const { format, ask, lit, fact } of cases) {
      await page.goto(`/knowledge/quay?tab=retrieval&format=${encodeURIComponent(format)}`);
      await page.getByLabel('Question').fill(ask);
      await page.getByRole('button', { name: 'Search', exact: true }).click();
      const hit = page.getByRole('tabpanel').getByRole('listitem').filter({ hasText: fact }).first();
      await hit.getByRole('button').click();
      const drawer = page.getByRole('dialog');
      await expect(drawer.locator(lit).filter({ visible: true }).first()).toBeInViewport({ timeout: 20_000 });
      const place = format === 'application/pdf' ? '[data-page]' : '[data-lit]';
      await expect(drawer.locator(place).filter({ hasText: fact }).first()).toBeVisible();
    }
    await expectAccessible(page);
  });
});

test('chunking is previewed, and applied without a gap', async ({ asOwner: page, product }) => {
  const manual = (await testFiles()).filter(({ name }) => name.endsWith('.docx'));
  await dropped(page, product, 'cut', manual);
  await expect(rowOf(page, 'docx')).toContainText('Ready', ready);
  await page.getByRole('tab', { name: 'Settings' }).click();
  const preview = page.getByRole('region', { name: 'Preview' });
  const passages = preview.locator('dd').first();
  await expect(passages).toHaveText(/^\d+$/);
  const before = Number(await passages.textContent());
  await page.getByLabel('Longest passage').fill('50');
  await expect(page.getByRole('button', { name: 'Apply and re-index' })).toBeDisabled();
  await page.getByLabel('Longest passage').fill('250');
  await page.getByLabel('Overlap').fill('0');
  await expect(passages).toHaveText(new RegExp(`^(?!${before}\\s*now)\\d+\\s*now ${before}$`));
  const after = Number.parseInt((await passages.textContent()) ?? '', 10);
  expect(after).toBeGreaterThan(before);
  await page.getByRole('button', { name: 'Apply and re-index' }).click();
  await page.getByRole('tab', { name: 'Snapshots' }).click();
  const rows = page.getByRole('table', { name: 'Snapshots' }).getByRole('row');
  await expect(rows.filter({ hasText: 're-indexed' })).toContainText(String(after), ready);
  await expect(rows).toHaveCount(3);
});
