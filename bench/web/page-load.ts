/** Loads one page as a visitor with an empty cache and a slow processor does, and measures what they wait for. */
import type { Browser, BrowserContextOptions, CDPSession, Page } from '@playwright/test';

export interface Visit {
  name: string;
  path: string;
  /** Something that shows that the page holds what it is for. */
  ready: (page: Page) => Promise<void>;
  /** What a visitor does on it; each step is an interaction. */
  interact: (page: Page) => Promise<void>;
}

export interface PageLoad {
  /** Largest Contentful Paint, milliseconds (web.dev/articles/lcp). */
  lcpMs: number;
  /** The slowest interaction from input to next paint, milliseconds: INP of few interactions (web.dev/articles/inp). */
  inpMs: number;
  /** Bytes of JavaScript as they travelled, compressed. */
  scriptBytes: number;
  /** Whether the code of the charts was among it. */
  charts: boolean;
}

interface Scripts {
  bytes: () => number;
  charts: () => Promise<boolean>;
}

/** Adds up scripts by what went over the wire. */
async function watchScripts(cdp: CDPSession, page: Page): Promise<Scripts> {
  const scripts = new Set<string>();
  let bytes = 0;
  const bodies: Promise<string>[] = [];
  await cdp.send('Network.enable');
  cdp.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Script') scripts.add(requestId);
  });
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength;
  });
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') bodies.push(response.text().catch(() => ''));
  });
  return {
    bytes: () => bytes,
    charts: async () => (await Promise.all(bodies)).some((body) => body.includes('recharts-')),
  };
}

/** Keeps the largest paint and the slowest interaction where `readVitals` finds them. */
function observeVitals(): void {
  const vitals = { lcp: 0, inp: 0 };
  Object.assign(window, { vitals });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) vitals.lcp = entry.startTime;
  }).observe({ type: 'largest-contentful-paint', buffered: true });
  const options: PerformanceObserverInit & { durationThreshold: number } = {
    type: 'event',
    buffered: true,
    durationThreshold: 16,
  };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const { interactionId, duration } = entry as PerformanceEventTiming;
      if (interactionId > 0) vitals.inp = Math.max(vitals.inp, duration);
    }
  }).observe(options);
}

function readVitals(page: Page): Promise<{ lcp: number; inp: number }> {
  return page.evaluate(() => {
    const { vitals } = window as unknown as { vitals: { lcp: number; inp: number } };
    return vitals;
  });
}

/** `slowdown` 4 lets the page's processor run at a quarter of its speed. */
export async function loadPage(
  browser: Browser,
  options: BrowserContextOptions,
  visit: Visit,
  slowdown: number,
): Promise<PageLoad> {
  const context = await browser.newContext({ ...options, viewport: { width: 1440, height: 900 } });
  try {
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    const scripts = await watchScripts(cdp, page);
    await page.addInitScript(observeVitals);
    await page.goto(visit.path);
    await visit.ready(page);
    // An input ends the search for the largest paint, so it is read first.
    const { lcp } = await readVitals(page);
    const scriptBytes = scripts.bytes();
    await visit.interact(page);
    // Two frames: events are reported after the paint that answers them.
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
    const { inp } = await readVitals(page);
    return { lcpMs: lcp, inpMs: inp, scriptBytes, charts: await scripts.charts() };
  } finally {
    await context.close();
  }
}
