/**
 * What browser tests stand on. Each worker runs one product, started as in production; `page` is a stranger's browser,
 * `asAdmin`, `asMember` and `asViewer` are signed in. A test fails when a page it opened complained in its console,
 * unless it expects that: `test.use({ expectedConsoleErrors: [/403/] })`.
 */
import { type Browser, type BrowserContext, test as base, expect, type Page } from '@playwright/test';
import { knowledgeDetailSchema } from '../../lib/knowledge/schemas.ts';
import { collectConsoleErrors } from './console-errors.ts';
import { apiKey, eventually, freePort, launchProduct, temporaryFolder } from './product.ts';
import { createSessions, type RoleName, type Sessions } from './sessions.ts';

export interface RunningProduct {
  url: string;
  /** Key of the administrator, for `authorization: Bearer`. */
  apiKey: string;
  sessions: Sessions;
}

interface TestFixtures {
  expectedConsoleErrors: RegExp[];
  consoleErrors: string[];
  asAdmin: Page;
  asMember: Page;
  asViewer: Page;
}

interface WorkerFixtures {
  product: RunningProduct;
}

const startLimitMs = 240_000;

/** The first start queues the guide; questions about it make sense once it is searchable. */
async function sampleIsIndexed(url: string): Promise<boolean> {
  const headers = { authorization: `Bearer ${apiKey}` };
  const response = await fetch(new URL('/api/knowledge/guide', url), { headers });
  if (!response.ok) return false;
  const guide = knowledgeDetailSchema.parse(await response.json());
  return guide.activeCount === 0 && guide.chunkCount > 0;
}

async function signedInPage(
  browser: Browser,
  product: RunningProduct,
  role: RoleName,
  errors: string[],
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({
    baseURL: product.url,
    storageState: product.sessions[role].storage,
  });
  const page = await context.newPage();
  collectConsoleErrors(page, errors);
  return { context, page };
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  product: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
    async ({}, use) => {
      const data = temporaryFolder();
      const product = launchProduct({ dataFolder: data.folder, port: await freePort() });
      try {
        await product.ready;
        await eventually('the sample is indexed', () => sampleIsIndexed(product.url), 60_000);
        await use({ url: product.url, apiKey, sessions: await createSessions(product.url) });
      } finally {
        await product.stop();
        data.remove();
      }
    },
    { scope: 'worker', timeout: startLimitMs },
  ],
  baseURL: ({ product }, use) => use(product.url),
  expectedConsoleErrors: [[], { option: true }],
  consoleErrors: async ({ expectedConsoleErrors }, use) => {
    const errors: string[] = [];
    await use(errors);
    const unexpected = errors.filter((error) => !expectedConsoleErrors.some((known) => known.test(error)));
    expect(unexpected, 'console errors').toEqual([]);
  },
  page: async ({ page, consoleErrors }, use) => {
    collectConsoleErrors(page, consoleErrors);
    await use(page);
  },
  asAdmin: async ({ browser, product, consoleErrors }, use) => {
    const { context, page } = await signedInPage(browser, product, 'admin', consoleErrors);
    await use(page);
    await context.close();
  },
  asMember: async ({ browser, product, consoleErrors }, use) => {
    const { context, page } = await signedInPage(browser, product, 'member', consoleErrors);
    await use(page);
    await context.close();
  },
  asViewer: async ({ browser, product, consoleErrors }, use) => {
    const { context, page } = await signedInPage(browser, product, 'viewer', consoleErrors);
    await use(page);
    await context.close();
  },
});

export { expectAccessible } from './axe.ts';
export { expect };
