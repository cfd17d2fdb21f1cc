/** Two real servers, A and B, on one database. They answer the API alone, so that no build is needed. */
import pg from 'pg';
import { endpointDetailSchema, type ServedTarget } from '../../lib/serving/schemas.ts';
import { type FakeOpenAi, startFakeOpenAi } from './fake-openai.ts';
import { databaseUrl, freePort, launchProduct, type Product, temporaryFolder } from './product.ts';
import { askPlainly, callApi } from './product-api.ts';

/** `SLIPWAY_SECRET` of both. */
export const sharedSecret = 'secret-that-both-servers-of-a-test-share';

export interface Replicas {
  a: Product;
  b: Product;
  /** A connection of the test's own. */
  database: pg.Client;
  stop(): Promise<void>;
}

async function launch(
  dataFolder: string,
  env: Record<string, string>,
  cleanUp: AsyncDisposableStack,
): Promise<Product> {
  const all = { SLIPWAY_SECRET: sharedSecret, ...env };
  const product = launchProduct({ dataFolder, port: await freePort(), args: ['--api-only'], env: all });
  cleanUp.defer(async () => void (await product.stop()));
  await product.ready;
  return product;
}

async function addProvider(product: Product, name: string, chunkDelayMs: number): Promise<FakeOpenAi> {
  const fake = await startFakeOpenAi({ chunkDelayMs });
  await callApi(product, 'PUT', `/api/providers/${name}`, { baseUrl: fake.url, allowPrivateNetwork: true });
  return fake;
}

/** With the providers `quick`, and `slow`, which takes 50 ms for each word. */
export async function startReplicas(): Promise<Replicas> {
  // Taken back in the opposite order, so that the one that lives on the other's database goes first.
  const cleanUp = new AsyncDisposableStack();
  try {
    const here = temporaryFolder();
    cleanUp.defer(here.remove);
    const a = await launch(here.folder, {}, cleanUp);
    const there = temporaryFolder();
    cleanUp.defer(there.remove);
    const b = await launch(there.folder, { DATABASE_URL: databaseUrl(a.dataFolder) }, cleanUp);
    const database = new pg.Client({ connectionString: databaseUrl(a.dataFolder) });
    await database.connect();
    cleanUp.defer(() => database.end());
    for (const fake of [await addProvider(a, 'quick', 0), await addProvider(a, 'slow', 50)]) {
      cleanUp.defer(() => fake.stop());
    }
    return { a, b, database, stop: () => cleanUp.disposeAsync() };
  } catch (error) {
    await cleanUp.disposeAsync();
    throw error;
  }
}

/** A model whose version n repeats the question after `version n: `. */
export async function makeModel(product: Product, name: string, versions: number, provider = 'quick') {
  await callApi(product, 'POST', '/api/models', { name });
  for (let n = 1; n <= versions; n++) {
    await callApi(product, 'POST', `/api/models/${name}/versions`, {
      document: {
        prompt: { user: `version ${n}: {{question}}` },
        model: { provider, name: 'fake-chat' },
        output: { format: 'text' },
      },
    });
  }
}

export async function moveAlias(product: Product, model: string, alias: string, version: number) {
  await callApi(product, 'PUT', `/api/models/${model}/aliases/${alias}`, { version, reason: 'a test' });
}

export async function toStage(product: Product, model: string, version: number, stage: string) {
  await callApi(product, 'POST', `/api/models/${model}/versions/${version}/stage`, { stage });
}

export const only = (target: ServedTarget) => [{ name: 'only', target, trafficPercentage: 100 }];
export const pinned = (model: string, version: number) => only({ by: 'version', model, version });

/** Two external models under one endpoint; `left` is the share of the first. */
export const pair = (left: number) =>
  ['left', 'right'].map((name) => ({
    name,
    target: { by: 'external', provider: 'quick', providerModel: name },
    trafficPercentage: name === 'left' ? left : 100 - left,
  }));

export async function serve(product: Product, name: string, servedEntities: readonly unknown[]) {
  await callApi(product, 'POST', '/api/endpoints', { name, servedEntities });
}

export async function endpointOf(product: Product, name: string) {
  return endpointDetailSchema.parse(await callApi(product, 'GET', `/api/endpoints/${name}`));
}

export async function change(product: Product, name: string, servedEntities: readonly unknown[]) {
  const { config } = await endpointOf(product, name);
  await callApi(product, 'PATCH', `/api/endpoints/${name}`, { expectedConfig: config, servedEntities });
}

export async function rollBack(product: Product, name: string, to: number) {
  const { config } = await endpointOf(product, name);
  await callApi(product, 'POST', `/api/endpoints/${name}/rollback`, { to, expectedConfig: config });
}

export async function servedVersion(product: Product, endpoint: string): Promise<number | null> {
  return (await askPlainly(product, endpoint, 'Which one?')).version;
}

export interface Watcher {
  /** The versions that answered, each once for every time it took over. */
  seen: number[];
  /** @returns what went wrong, oldest first */
  stop(): Promise<unknown[]>;
}

/** Asks one server on and on, one question after the other. */
export function watch(product: Product, endpoint: string): Watcher {
  const seen: number[] = [];
  const failures: unknown[] = [];
  let stopped = false;
  const ask = async () => {
    try {
      const version = await servedVersion(product, endpoint);
      if (version !== null && version !== seen.at(-1)) seen.push(version);
    } catch (error) {
      failures.push(error);
    }
  };
  const done = (async () => {
    while (!stopped) await ask();
  })();
  return {
    seen,
    async stop() {
      stopped = true;
      await done;
      return failures;
    },
  };
}
