/** Answers drawn from a knowledge base of 100,000 chunks by the extractive provider, through the whole product. */
import { z } from 'zod';
import { callApi } from '../../e2e/support/product-api.ts';
import { percentile } from '../metrics.ts';
import { runTask } from './measure.ts';
import type { Helper } from './processes.ts';
import type { Slipway } from './slipway.ts';

const name = 'bench-rag';
const wantedChunks = 100_000;
const fillLimitMs = 8 * 60_000;
const chunksPerFile = 2500;
const filesPerUpload = 4;
const measureMs = 5000;

const parts = ['pump', 'valve', 'seal', 'bearing', 'rotor', 'gauge', 'filter', 'clutch', 'hoist', 'brake'];
const places = ['basin', 'quay', 'lock', 'dock', 'sluice', 'harbour', 'yard', 'tower', 'tunnel', 'ramp'];
const duties = [
  'inspected',
  'greased',
  'replaced',
  'calibrated',
  'drained',
  'flushed',
  'tightened',
  'tested',
];

const pick = (from: readonly string[], at: number) => from[at % from.length] ?? '';

/** Some 300 characters that no other passage repeats. */
function passage(at: number): string {
  const part = pick(parts, at);
  const place = pick(places, Math.floor(at / parts.length));
  const duty = pick(duties, Math.floor(at / 7));
  return [
    `# Sheet ${at}`,
    '',
    `The ${part} number ${at} of the ${place} is ${duty} every ${2 + (at % 61)} days. `.concat(
      `Its pressure is kept between ${3 + (at % 17)} and ${21 + (at % 29)} bar, and its record is signed by crew ${at % 997}. `,
      `When ${part} ${at} runs dry, the ${place} is closed and sheet ${(at * 31) % wantedChunks} applies.`,
    ),
  ].join('\n');
}

function fileOf(number: number): File {
  const first = number * chunksPerFile;
  const text = Array.from({ length: chunksPerFile }, (_, at) => passage(first + at)).join('\n\n');
  return new File([text], `sheets-${number}.md`, { type: 'text/markdown' });
}

const stateSchema = z.object({ activeCount: z.number(), chunkCount: z.number() });

/** @returns the chunks there are when all are in or time is over. */
async function fill({ product, headers }: Slipway): Promise<number> {
  await callApi(product, 'POST', '/api/knowledge', { name });
  const deadline = Date.now() + fillLimitMs;
  const state = async () => stateSchema.parse(await callApi(product, 'GET', `/api/knowledge/${name}`));
  let current = await state();
  for (let next = 0; current.chunkCount < wantedChunks && Date.now() < deadline; ) {
    const form = new FormData();
    for (let at = 0; at < filesPerUpload; at++) form.append('files', fileOf(next++));
    const url = `${product.url}/api/knowledge/${name}/documents`;
    const response = await fetch(url, { method: 'POST', headers, body: form });
    if (!response.ok)
      throw new Error(`The upload was answered with ${response.status}: ${await response.text()}`);
    do {
      await new Promise((resolve) => setTimeout(resolve, 200));
      current = await state();
    } while (current.activeCount > 0 && Date.now() < deadline);
  }
  return current.chunkCount;
}

async function serve({ product }: Slipway): Promise<void> {
  const document = {
    model: { provider: 'extractive', name: 'extractive' },
    retrieval: { knowledge: name },
  };
  await callApi(product, 'POST', '/api/models', { name });
  await callApi(product, 'POST', `/api/models/${name}/versions`, { document });
  const target = { by: 'version', model: name, version: 1 };
  await callApi(product, 'POST', '/api/endpoints', {
    name,
    environment: 'production',
    servedEntities: [{ name: 'only', target, trafficPercentage: 100 }],
  });
}

/** Fills the knowledge base, asks it at three concurrencies and prints what it took. */
export async function measureRetrieval(client: Helper, slipway: Slipway): Promise<void> {
  const started = performance.now();
  const chunks = await fill(slipway);
  await serve(slipway);
  const seconds = (performance.now() - started) / 1000;
  console.log(
    `\nAnswers from ${chunks.toLocaleString('en')} chunks (extractive, keyword search), filled in ${seconds.toFixed(0)} s`,
  );
  const messages = [{ role: 'user', content: 'How often is the pump number 4000 of the basin inspected?' }];
  const target = {
    origin: `http://127.0.0.1:${slipway.product.port}`,
    headers: { 'content-type': 'application/json', ...slipway.headers },
    body: JSON.stringify({ model: name, messages }),
  };
  for (const connections of [1, 4, 16]) {
    const task = { target, connections, streaming: false, expected: 'chat.completion' };
    await runTask(client, { ...task, ms: 1000 });
    const { requests, elapsedMs, latencies, failures, failure } = await runTask(client, {
      ...task,
      ms: measureMs,
    });
    if (failures > 0) throw new Error(`${failures} of the answers failed, the first with ${failure}`);
    const [p50, p99] = [percentile(latencies, 0.5), percentile(latencies, 0.99)];
    console.log(
      `${String(connections).padStart(4)} connections   ${((requests * 1000) / elapsedMs).toFixed(0).padStart(6)} answers/s   P50 ${p50.toFixed(1).padStart(7)} ms   P99 ${p99.toFixed(1).padStart(7)} ms`,
    );
  }
}
