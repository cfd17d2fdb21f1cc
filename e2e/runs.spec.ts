/** Runs logged as MLflow's clients log them: found by filter, drawn, compared, and the winner registered. */
import { choose } from './support/forms.ts';
import { model } from './support/product-api.ts';
import { populateRuns, runExperiment } from './support/runs.ts';
import { expect, expectAccessible, test } from './support/test.ts';

// A filter that cannot be read is answered with 400, which the browser's console tells.
test.use({ expectedConsoleErrors: [/400/] });

test('runs are logged, filtered, drawn, compared and registered', async ({ asOwner: page, product }) => {
  await test.step('before the first run, the page says how to log one', async () => {
    await page.goto('/experiments');
    await expect(page.getByText(`export MLFLOW_TRACKING_URI=${product.url}`)).toBeVisible();
    await expect(page.getByRole('link', { name: 'Create an API key' })).toBeVisible();
    await expectAccessible(page);
  });
  await populateRuns(product);
  const table = page.getByRole('table', { name: 'Runs' });
  await test.step('the experiment lists its runs with curves', async () => {
    await page.reload();
    await page.getByRole('link', { name: runExperiment }).click();
    await expect(table.getByRole('link', { name: 'shallow' })).toBeVisible();
    await expect(table.getByText('failed')).toBeVisible();
    await expect(table.getByRole('img', { name: 'accuracy over 40 points' }).first()).toBeVisible();
    await expectAccessible(page);
  });
  await test.step('a filter that cannot be read says why, and one that can narrows', async () => {
    const filter = page.getByRole('searchbox', { name: /^Filter runs/ });
    await filter.fill('metrics.accuracy >');
    await filter.press('Enter');
    await expect(page.getByRole('alert').filter({ hasText: 'This filter cannot be read.' })).toBeVisible();
    await filter.fill("params.top_k = '8' AND metrics.`val/loss` < 0.5");
    await filter.press('Enter');
    await expect(table.getByRole('link', { name: 'shallow' })).toHaveCount(0);
    await expect(table.getByRole('link', { name: 'deep' })).toBeVisible();
    await filter.fill('');
    await filter.press('Enter');
    await expect(table.getByRole('link', { name: 'shallow' })).toBeVisible();
  });
  await test.step('sorting by a metric puts the best first', async () => {
    await table.getByRole('button', { name: 'accuracy' }).click();
    await expect(table.getByRole('row').nth(1)).toContainText('large');
  });
  await test.step('chosen runs are compared', async () => {
    for (const name of ['shallow', 'deep', 'large']) {
      await page.getByRole('checkbox', { name: `Choose ${name} to compare` }).click();
    }
    await page.getByRole('link', { name: 'Compare 3 runs' }).click();
    const params = page.getByRole('table', { name: 'Parameters by run' });
    await expect(params.getByRole('rowheader')).toHaveText(['model', 'top_k', 'seed']);
    const accuracy = page
      .getByRole('table', { name: 'Latest metrics by run' })
      .getByRole('row')
      .filter({ hasText: 'accuracy' });
    await expect(accuracy.getByRole('cell').nth(2).getByRole('img', { name: 'best' })).toBeVisible();
    await page.getByRole('button', { name: 'accuracy: higher is better; press for lower' }).click();
    await expect(accuracy.getByRole('cell').nth(0).getByRole('img', { name: 'best' })).toBeVisible();
    await expect(page.locator('.recharts-line-curve').first()).toBeVisible();
    await expectAccessible(page);
  });
  await test.step('on a phone each run has a chart of its own', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await expect(page.getByRole('region', { name: 'Curves' }).getByRole('listitem')).toHaveCount(6);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
    await expectAccessible(page);
    await page.setViewportSize({ width: 1440, height: 900 });
  });
  await test.step('a run shows its curves, on a logarithmic axis and as a table', async () => {
    await page.getByRole('table', { name: 'Parameters by run' }).getByRole('link', { name: 'deep' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'deep' })).toBeVisible();
    await expect(page.getByText('train.py, a local script')).toBeVisible();
    await page.getByRole('switch', { name: 'Logarithmic' }).click();
    await expect(page.getByText('value, logarithmic')).toHaveCount(2);
    await page.getByRole('button', { name: 'Show val/loss as table' }).click();
    await expect(page.getByRole('table', { name: 'val/loss, value' }).getByRole('row')).toHaveCount(41);
    await expectAccessible(page);
  });
  await test.step('notes are kept', async () => {
    await page.getByRole('button', { name: 'Edit notes on deep' }).click();
    await page.getByRole('textbox', { name: 'Notes on deep' }).fill('Eight passages are enough.');
    await page.getByRole('button', { name: 'Save description' }).click();
    await expect(page.getByText('Eight passages are enough.')).toBeVisible();
  });
  await test.step('a version is registered from it, and both lead to each other', async () => {
    await page.getByRole('button', { name: 'Register a version from this run' }).click();
    const dialog = page.getByRole('dialog');
    await choose(page, dialog, 'Model', model);
    await dialog.getByRole('button', { name: 'Write its document' }).click();
    await expect(page.getByText(/Its lineage will name the run/)).toBeVisible();
    await page.getByRole('button', { name: 'Register version' }).click();
    await expect(page).toHaveURL(/\/versions\/\d+/);
    await page.getByRole('link', { name: /^run …/ }).click();
    await expect(page.getByRole('link', { name: new RegExp(`^${model} version`) })).toBeVisible();
  });
});
