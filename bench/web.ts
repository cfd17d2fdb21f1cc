/**
 * What pages ask of a slow computer: Largest Contentful Paint, the slowest interaction and the JavaScript sent, in a real
 * browser at a quarter of its speed, with an empty cache. The reference of each round is the sign-in page.
 * Usage: npm run bench:web
 */
import { type Browser, chromium } from '@playwright/test';
import { browserOptions } from '../e2e/support/browser.ts';
import { populate } from '../e2e/support/populate.ts';
import { freePort, launchProduct, temporaryFolder } from '../e2e/support/product.ts';
import { createSessions } from '../e2e/support/sessions.ts';
import { percentile } from './metrics.ts';
import { loadPage, type PageLoad } from './web/page-load.ts';
import { bare, visits } from './web/visits.ts';

const rounds = 5;
const slowdown = 4;
/** What web.dev calls good: at most this for three of four visits. */
const goodLcpMs = 2500;
const goodInpMs = 200;

const median = (loads: readonly PageLoad[], value: (load: PageLoad) => number) =>
  percentile(loads.map(value), 0.5);

async function measure(browser: Browser, url: string): Promise<Map<string, PageLoad[]>> {
  const sessions = createSessions(url);
  const { storage } = await sessions.of('owner');
  const loads = new Map<string, PageLoad[]>();
  const note = (name: string, load: PageLoad) => loads.set(name, [...(loads.get(name) ?? []), load]);
  for (let round = 0; round < rounds; round++) {
    note(bare.name, await loadPage(browser, { baseURL: url }, bare, slowdown));
    for (const visit of visits) {
      note(visit.name, await loadPage(browser, { baseURL: url, storageState: storage }, visit, slowdown));
    }
    console.log(`round ${round + 1} of ${rounds}`);
  }
  return loads;
}

function report(loads: ReadonlyMap<string, readonly PageLoad[]>): void {
  const reference = median(loads.get(bare.name) ?? [], ({ lcpMs }) => lcpMs);
  console.log(`\nMedians of ${rounds} interleaved rounds, processor at 1/${slowdown}, empty cache`);
  for (const [name, all] of loads) {
    const lcp = median(all, ({ lcpMs }) => lcpMs);
    const inp = median(all, ({ inpMs }) => inpMs);
    const kilobytes = median(all, ({ scriptBytes }) => scriptBytes) / 1000;
    console.log(
      `${name.padEnd(20)} LCP ${lcp.toFixed(0).padStart(5)} ms (${(lcp / reference).toFixed(2)} × sign-in${
        lcp > goodLcpMs ? ', slow' : ''
      })  INP ${inp.toFixed(0).padStart(4)} ms${inp > goodInpMs ? ' (slow)' : ''}  JavaScript ${kilobytes
        .toFixed(0)
        .padStart(4)} kB${all.some(({ charts }) => charts) ? ', with charts' : ''}`,
    );
  }
}

const data = temporaryFolder();
const product = launchProduct({ dataFolder: data.folder, port: await freePort() });
try {
  await product.ready;
  await populate(product.url, createSessions(product.url));
  const browser = await chromium.launch(await browserOptions());
  try {
    report(await measure(browser, product.url));
  } finally {
    await browser.close();
  }
} finally {
  await product.stop();
  data.remove();
}
