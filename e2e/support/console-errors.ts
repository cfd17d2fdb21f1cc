import type { Page } from '@playwright/test';

/** Collects what a page complains about: console errors, uncaught exceptions, violations of the content policy. */
export function collectConsoleErrors(page: Page, into: string[]): void {
  page.on('console', (message) => {
    if (message.type() !== 'error') return;
    const { url } = message.location();
    into.push(`${message.text()}${url === '' ? '' : ` (${url})`}`);
  });
  page.on('pageerror', (error) => into.push(`uncaught: ${error.stack ?? error.message}`));
}
