import type { Locator, Page } from '@playwright/test';
import type { RoleName } from '../sessions.ts';

export interface Screen {
  /** File name of the picture. */
  name: string;
  path: string;
  /** `nobody` is a stranger. */
  as: RoleName | 'nobody';
  /** Brings the screen into the state worth looking at. */
  prepare?: (page: Page) => Promise<void>;
}

/** Opens the drawer of a row of the page's table. */
export function openRow(name: RegExp): (page: Page) => Promise<void> {
  return async (page) => {
    await page.getByRole('row', { name }).first().click();
    await page.getByRole('dialog').getByRole('heading').nth(1).waitFor();
  };
}

/** Puts the part of a long page that is worth a look under the top bar. */
export async function bring(place: Locator): Promise<void> {
  await place.evaluate((element: HTMLElement) => {
    element.style.scrollMarginTop = '80px';
    element.scrollIntoView({ block: 'start' });
  });
}

export function bringHeading(page: Page, name: string): Promise<void> {
  return bring(page.getByRole('heading', { name, exact: true }));
}
