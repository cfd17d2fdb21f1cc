/** How tests work the product's own form controls. */
import { expect, type Locator, type Page } from '@playwright/test';

/** Picks from one of the product's lists. `scope` is where the list's field is. */
export async function choose(
  page: Page,
  scope: Page | Locator,
  label: string,
  option: string | RegExp,
): Promise<void> {
  await scope.getByRole('combobox', { name: label, exact: true }).click();
  await page.getByRole('option', { name: option }).click();
}

/** Finds somebody in a person picker and takes them. */
export async function pickPerson(scope: Page | Locator, label: string, name: string): Promise<void> {
  await scope.getByLabel(label).fill(name);
  await scope.getByRole('list', { name: 'People' }).getByRole('button', { name }).click();
}

/** Asks in the chat that is open. */
export async function askInChat(page: Page, question: string): Promise<void> {
  await page.getByLabel('Your question').fill(question);
  await page.getByLabel('Your question').press('Enter');
}

/** Signs in on the sign-in page. */
export async function signInAs(page: Page, { email, password }: { email: string; password: string }) {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** Opens what one person may do, beside the list of users. */
export async function openPerson(page: Page, name: string): Promise<Locator> {
  await page.goto(`/access?q=${encodeURIComponent(name)}`);
  await page.getByRole('row', { name: new RegExp(name) }).click();
  const drawer = page.getByRole('dialog', { name: 'What this person may do' });
  await expect(drawer.getByRole('heading', { name: 'What this comes to' })).toBeVisible();
  return drawer;
}
