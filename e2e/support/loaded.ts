import type { Page } from '@playwright/test';

/** Waits until nothing on screen is still loading; what lies further down loads when somebody gets there. */
export async function loaded(page: Page, timeout = 20_000): Promise<void> {
  await page.waitForFunction(
    () =>
      [...document.querySelectorAll('[data-slot=skeleton]')].every(
        (shape) => shape.getBoundingClientRect().top > window.innerHeight,
      ),
    null,
    { timeout },
  );
}
