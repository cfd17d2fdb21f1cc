/**
 * What a reader waits for, in the whole product with a real browser:
 *  - from pressing Enter to the first word of the answer on screen (extractive provider), and
 *  - the latency of chat requests while the worker ingests, against the same without.
 * Usage: npm run bench:chat
 */
import { type Browser, chromium, type Page } from '@playwright/test';
import { makePlainPdf } from '../e2e/fixtures/make-pdf.ts';
import { browserOptions } from '../e2e/support/browser.ts';
import { apiKey, freePort, launchProduct, temporaryFolder } from '../e2e/support/product.ts';
import { createSessions } from '../e2e/support/sessions.ts';
import { percentile } from './metrics.ts';

const questions = [
  'What is a snapshot?',
  'How do I rate an answer?',
  'What is an alias?',
  'Who can see my conversations?',
  'How long must a password be?',
  'What does a viewer do?',
  'Which providers are there?',
  'What is a trace?',
];
const askRounds = 3;
const latencyRounds = 60;
const bulkPdfs = 4;
const bulkPages = 250;

const api = (url: string, path: string, init: RequestInit = {}) =>
  fetch(new URL(path, url), { ...init, headers: { authorization: `Bearer ${apiKey}`, ...init.headers } });

async function activeDocuments(url: string): Promise<number> {
  const response = await api(url, '/api/knowledge/guide');
  const body = (await response.json()) as { activeCount: number };
  return body.activeCount;
}

async function waitUntilIdle(url: string): Promise<void> {
  while ((await activeDocuments(url)) > 0) await new Promise((resolve) => setTimeout(resolve, 200));
}

/** Milliseconds from the key press to the first character of the answer in the page, by the page's own clock. */
async function firstWordMs(page: Page, question: string): Promise<number> {
  await page.getByLabel('Your question').fill(question);
  const measured = page.evaluate(() => {
    const before = document.querySelectorAll('.answer-text').length;
    return new Promise<number>((resolve) => {
      let pressed = 0;
      const onKey = (event: KeyboardEvent) => {
        if (event.key !== 'Enter') return;
        pressed = performance.now();
        window.removeEventListener('keydown', onKey, true);
      };
      window.addEventListener('keydown', onKey, true);
      const observer = new MutationObserver(() => {
        const answers = document.querySelectorAll('.answer-text');
        if (answers.length <= before || (answers[answers.length - 1]?.textContent ?? '') === '') return;
        observer.disconnect();
        resolve(performance.now() - pressed);
      });
      observer.observe(document.body, { childList: true, subtree: true, characterData: true });
    });
  });
  await page.getByLabel('Your question').press('Enter');
  const ms = await measured;
  await page.getByRole('button', { name: 'Send' }).waitFor();
  return ms;
}

async function measureFirstWords(browser: Browser, url: string): Promise<number[]> {
  const sessions = createSessions(url);
  const context = await browser.newContext({
    baseURL: url,
    storageState: (await sessions.of('appTeam')).storage,
  });
  const page = await context.newPage();
  const all: number[] = [];
  for (let round = 0; round < askRounds; round++) {
    for (const question of questions) {
      await page.goto('/chat');
      await page.getByLabel('Your question').waitFor();
      all.push(await firstWordMs(page, question));
    }
  }
  await context.close();
  return all;
}

async function askOnce(url: string, question: string): Promise<number> {
  const started = performance.now();
  const response = await api(url, '/v1/chat/completions', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'assistant', messages: [{ role: 'user', content: question }] }),
  });
  await response.text();
  if (!response.ok) throw new Error(`A question was answered with ${response.status}.`);
  return performance.now() - started;
}

async function latencies(url: string, enough: () => Promise<boolean>): Promise<number[]> {
  const all: number[] = [];
  do {
    all.push(await askOnce(url, questions[all.length % questions.length] ?? ''));
  } while (!(await enough()) || all.length < latencyRounds);
  return all;
}

async function uploadBulk(url: string): Promise<void> {
  const form = new FormData();
  for (let file = 0; file < bulkPdfs; file++) {
    const pages = Array.from({ length: bulkPages }, (_, page) =>
      Array.from({ length: 6 }, (_, at) =>
        `File ${file}, page ${page}: pump ${at} is started at ${at * page} bar. `.repeat(5),
      ),
    );
    const name = `bulk-${file}.pdf`;
    form.append(
      'files',
      new File([Uint8Array.from(await makePlainPdf(pages))], name, { type: 'application/pdf' }),
    );
  }
  await api(url, '/api/knowledge', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'bulk' }),
  });
  const response = await api(url, '/api/knowledge/bulk/documents', { method: 'POST', body: form });
  if (!response.ok) throw new Error(`The upload was answered with ${response.status}.`);
}

async function bulkIsDone(url: string): Promise<boolean> {
  const body = (await (await api(url, '/api/knowledge/bulk')).json()) as { activeCount: number };
  return body.activeCount === 0;
}

function line(name: string, values: readonly number[]): string {
  const [p50, p95] = [percentile(values, 0.5), percentile(values, 0.95)];
  return `${name.padEnd(44)} P50 ${p50.toFixed(0).padStart(6)} ms   P95 ${p95.toFixed(0).padStart(6)} ms   n ${values.length}`;
}

const data = temporaryFolder();
const product = launchProduct({ dataFolder: data.folder, port: await freePort() });
try {
  await product.ready;
  await waitUntilIdle(product.url);
  const browser = await chromium.launch(await browserOptions());
  const words = await measureFirstWords(browser, product.url);
  await browser.close();
  await latencies(product.url, async () => true);
  const idle = await latencies(product.url, async () => true);
  await uploadBulk(product.url);
  const busy = await latencies(product.url, () => bulkIsDone(product.url));
  console.log(line('Enter to first word on screen', words));
  console.log(line('chat request, worker idle', idle));
  console.log(line(`chat request, ingesting ${bulkPdfs} PDFs of ${bulkPages} pages`, busy));
  console.log(
    `ratio of P95, ingesting / idle: ${(percentile(busy, 0.95) / percentile(idle, 0.95)).toFixed(2)} (target ≤ 3)`,
  );
  console.log(
    `first word P50 against 150 ms: ${(percentile(words, 0.5) / 150).toFixed(2)} (target ≤ 1 on an idle machine)`,
  );
} finally {
  await product.stop();
  data.remove();
}
