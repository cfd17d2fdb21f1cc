/**
 * `npm run shots [-- name…]`: photographs the screens (all, or those whose name contains a word given) on seeded data,
 * light and dark, 1440 and 390 pixels wide, into shots/. `SHOTS_URL=http://localhost:3000` uses a running product that was
 * started with the test accounts of e2e/support/product.ts; otherwise one is started for the purpose.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { type Browser, chromium } from '@playwright/test';
import { browserOptions } from './support/browser.ts';
import { plantHistory, twoWeeks } from './support/history/plant-history.ts';
import { loaded } from './support/loaded.ts';
import { populate } from './support/populate.ts';
import { populateWatch } from './support/populate-watch.ts';
import { freePort, launchProduct, temporaryFolder } from './support/product.ts';
import type { Screen } from './support/screens/screen.ts';
import { screens } from './support/screens.ts';
import { createSessions, type Sessions } from './support/sessions.ts';

const folder = path.resolve(import.meta.dirname, '../shots');
const themes = ['light', 'dark'] as const;
const sizes = [
  { name: 'wide', width: 1440, height: 900 },
  { name: 'phone', width: 390, height: 844 },
] as const;

/** A page that keeps talking to the server is photographed anyway. */
const settleLimitMs = 5000;

async function photograph(browser: Browser, url: string, sessions: Sessions, screen: Screen): Promise<void> {
  for (const theme of themes) {
    for (const size of sizes) {
      const context = await browser.newContext({
        baseURL: url,
        viewport: { width: size.width, height: size.height },
        colorScheme: theme,
        reducedMotion: 'reduce',
        ...(screen.as !== 'nobody' && { storageState: (await sessions.of(screen.as)).storage }),
      });
      const page = await context.newPage();
      await page.goto(screen.path);
      await page.waitForLoadState('networkidle', { timeout: settleLimitMs }).catch(() => undefined);
      await loaded(page).catch(() => undefined);
      await screen.prepare?.(page);
      await page.screenshot({ path: path.join(folder, `${screen.name}.${size.name}.${theme}.png`) });
      await context.close();
    }
  }
}

/** `dataFolder` is null when somebody else started the product. */
async function shoot(url: string, dataFolder: string | null, wanted: readonly Screen[]): Promise<void> {
  const sessions = createSessions(url);
  await populate(url, sessions);
  if (dataFolder !== null) await plantHistory(dataFolder, { ...twoWeeks, config: 1 });
  await populateWatch(url);
  const browser = await chromium.launch(await browserOptions());
  try {
    for (const screen of wanted) {
      await photograph(browser, url, sessions, screen);
      console.log(`✓ ${screen.name}`);
    }
  } finally {
    await browser.close();
  }
}

async function withProduct(work: (url: string, dataFolder: string | null) => Promise<void>): Promise<void> {
  const running = process.env.SHOTS_URL;
  if (running !== undefined) return work(running, null);
  const data = temporaryFolder();
  const product = launchProduct({ dataFolder: data.folder, port: await freePort() });
  try {
    await product.ready;
    await work(product.url, data.folder);
  } finally {
    await product.stop();
    data.remove();
  }
}

const words = process.argv.slice(2);
const wanted = screens.filter(
  (screen) => words.length === 0 || words.some((word) => screen.name.includes(word)),
);
mkdirSync(folder, { recursive: true });
await withProduct((url, dataFolder) => shoot(url, dataFolder, wanted));
