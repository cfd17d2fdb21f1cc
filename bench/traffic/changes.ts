/** How long a change of the split takes to reach another server process: both are real, on one PostgreSQL. */
import { z } from 'zod';
import { startFakeOpenAi } from '../../e2e/support/fake-openai.ts';
import {
  databaseUrl,
  freePort,
  launchProduct,
  type Product,
  temporaryFolder,
} from '../../e2e/support/product.ts';
import { askPlainly, callApi } from '../../e2e/support/product-api.ts';
import { percentile } from '../metrics.ts';

const endpoint = 'bench-traffic';
const names = ['old', 'new'] as const;
type Name = (typeof names)[number];

const servedEntities = (all: Name) =>
  names.map((name) => ({
    name,
    target: { by: 'external', provider: 'bench', providerModel: 'fake-chat' },
    trafficPercentage: name === all ? 100 : 0,
  }));

const whoAnswers = async (product: Product) => (await askPlainly(product, endpoint, 'Who are you?')).entity;

const changedSchema = z.object({ config: z.number().int() });

interface Change {
  /** From sending the change to its answer. */
  answeredMs: number;
  /** From sending the change to the arrival, at the other server, of the first request that the new split answered. */
  effectMs: number;
}

/** Changes the split at `here` and asks `there` until it follows. */
async function changeAndWatch(here: Product, there: Product, expectedConfig: number, to: Name) {
  const sent = performance.now();
  let answeredMs = Number.NaN;
  const changing = callApi(here, 'PATCH', `/api/endpoints/${endpoint}`, {
    expectedConfig,
    servedEntities: servedEntities(to),
    reason: 'bench',
  }).then((body) => {
    answeredMs = performance.now() - sent;
    return changedSchema.parse(body).config;
  });
  let asked = performance.now();
  while ((await whoAnswers(there)) !== to) asked = performance.now();
  const effectMs = asked - sent;
  const config = await changing;
  return { config, change: { answeredMs, effectMs } satisfies Change };
}

async function watchChanges(here: Product, there: Product, count: number): Promise<Change[]> {
  const fake = await startFakeOpenAi();
  try {
    await callApi(here, 'PUT', '/api/providers/bench', { baseUrl: fake.url, allowPrivateNetwork: true });
    await callApi(here, 'POST', '/api/endpoints', { name: endpoint, servedEntities: servedEntities('old') });
    if ((await whoAnswers(there)) !== 'old') throw new Error('The other server answers by another split.');
    const all: Change[] = [];
    let config = 1;
    for (let i = 0; i < count; i++) {
      const result = await changeAndWatch(here, there, config, i % 2 === 0 ? 'new' : 'old');
      config = result.config;
      all.push(result.change);
    }
    return all;
  } finally {
    await fake.stop();
  }
}

function line(name: string, values: readonly number[]): string {
  const [p50, p99] = [percentile(values, 0.5), percentile(values, 0.99)];
  return `${name.padEnd(44)} P50 ${p50.toFixed(1).padStart(7)} ms   P99 ${p99.toFixed(1).padStart(7)} ms   n ${values.length}`;
}

/** Neither needs screens, so nothing is built. */
function launch(dataFolder: string, port: number, env: Record<string, string>): Product {
  const secret = 'secret-of-a-bench-that-both-servers-share';
  return launchProduct({ dataFolder, port, args: ['--api-only'], env: { SLIPWAY_SECRET: secret, ...env } });
}

export async function measureChanges(count: number): Promise<string[]> {
  const folders = [temporaryFolder(), temporaryFolder()] as const;
  const running: Product[] = [];
  try {
    const here = launch(folders[0].folder, await freePort(), {});
    running.push(here);
    await here.ready;
    const there = launch(folders[1].folder, await freePort(), {
      DATABASE_URL: databaseUrl(folders[0].folder),
    });
    running.unshift(there);
    await there.ready;
    const changes = await watchChanges(here, there, count);
    const effects = changes.map(({ effectMs }) => effectMs);
    return [
      line(
        'change of a split, until it is acknowledged',
        changes.map(({ answeredMs }) => answeredMs),
      ),
      line('change of a split, until the other server follows', effects),
      `P99 against 1 s: ${(percentile(effects, 0.99) / 1000).toFixed(3)} (target ≤ 1)`,
    ];
  } finally {
    // The one that lives on the other's database goes first.
    for (const product of running) await product.stop();
    for (const folder of folders) folder.remove();
  }
}
