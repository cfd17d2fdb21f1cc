/**
 * What browser tests stand on. Each worker runs one product, started as in production; `page` is a stranger's browser,
 * `asOwner`, `asScientist` and the like are signed in, each in a browser of its own. A test fails when a page it opened
 * complained in its console, unless it expects that: `test.use({ expectedConsoleErrors: [/403/] })`.
 */
import { type Browser, test as base, expect, type Page } from '@playwright/test';
import { knowledgeDetailSchema } from '../../lib/knowledge/schemas.ts';
import { collectConsoleErrors } from './console-errors.ts';
import { apiKey, eventually, freePort, launchProduct, temporaryFolder } from './product.ts';
import { createSessions, type RoleName, type Session, type Sessions } from './sessions.ts';

export interface RunningProduct {
  url: string;
  dataFolder: string;
  /** Key of the owner, for `authorization: Bearer`. */
  apiKey: string;
  sessions: Sessions;
}

interface TestFixtures {
  expectedConsoleErrors: RegExp[];
  consoleErrors: string[];
  asOwner: Page;
  asEngineer: Page;
  asScientist: Page;
  asAppTeam: Page;
  asSecurity: Page;
  asStakeholder: Page;
  asEndUser: Page;
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

/** A browser of somebody's own: signed in, or a stranger's. */
export async function openBrowser(
  browser: Browser,
  url: string,
  errors: string[],
  session?: Session,
): Promise<Page> {
  const context = await browser.newContext({ baseURL: url, storageState: session?.storage });
  const page = await context.newPage();
  collectConsoleErrors(page, errors);
  return page;
}

type SignedIn = Pick<TestFixtures, 'consoleErrors'> & WorkerFixtures & { browser: Browser };

function signedInAs(role: RoleName) {
  return async ({ browser, product, consoleErrors }: SignedIn, use: (page: Page) => Promise<void>) => {
    const page = await openBrowser(browser, product.url, consoleErrors, await product.sessions.of(role));
    await use(page);
    await page.context().close();
  };
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  product: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
    async ({}, use) => {
      const data = temporaryFolder();
      // Identity providers of tests are at `localhost`; model providers at addresses that stay private.
      const env = { SLIPWAY_EGRESS_ALLOW: 'localhost' };
      const product = launchProduct({ dataFolder: data.folder, port: await freePort(), env });
      try {
        await product.ready;
        await eventually('the sample is indexed', () => sampleIsIndexed(product.url), 60_000);
        await use({
          url: product.url,
          dataFolder: data.folder,
          apiKey,
          sessions: createSessions(product.url),
        });
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
  asOwner: signedInAs('owner'),
  asEngineer: signedInAs('engineer'),
  asScientist: signedInAs('scientist'),
  asAppTeam: signedInAs('appTeam'),
  asSecurity: signedInAs('security'),
  asStakeholder: signedInAs('stakeholder'),
  asEndUser: signedInAs('endUser'),
});

export { expectAccessible } from './axe.ts';
export { expect };
