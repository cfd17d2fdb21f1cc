/** A running server with endpoints over a fake provider, for the npm clients of other projects to talk to. */
import { inferenceSchema } from '../../lib/inference/schemas.ts';
import { type FakeOpenAi, startFakeOpenAi } from './fake-openai.ts';
import { apiKey, freePort, launchProduct, type Product, temporaryFolder } from './product.ts';
import { callApi } from './product-api.ts';

export interface ClientWorld {
  product: Product;
  /** The provider behind `chat`. */
  fake: FakeOpenAi;
  /** The provider behind `slow`. */
  slow: FakeOpenAi;
  /** What clients are configured with. */
  baseURL: string;
  apiKey: string;
  stop(): Promise<void>;
}

/**
 * Endpoints: `chat` repeats the question and never retries; `slow` takes 30 ms for each word; `quotes` answers by the
 * extractive provider.
 */
export async function startClientWorld(env: Record<string, string> = {}): Promise<ClientWorld> {
  const cleanUp = new AsyncDisposableStack();
  try {
    const home = temporaryFolder();
    cleanUp.defer(home.remove);
    const fake = await startFakeOpenAi();
    cleanUp.defer(() => fake.stop());
    const slow = await startFakeOpenAi({ chunkDelayMs: 30 });
    cleanUp.defer(() => slow.stop());
    const product = launchProduct({
      dataFolder: home.folder,
      port: await freePort(),
      args: ['--api-only'],
      env,
    });
    cleanUp.defer(async () => void (await product.stop()));
    await product.ready;
    await serve(product, 'chat', { provider: 'fake', url: fake.url });
    await serve(product, 'slow', { provider: 'slow', url: slow.url });
    await serve(product, 'quotes', { provider: 'extractive', url: null });
    return {
      product,
      fake,
      slow,
      baseURL: `${product.url}/v1`,
      apiKey,
      stop: () => cleanUp.disposeAsync(),
    };
  } catch (error) {
    await cleanUp.disposeAsync();
    throw error;
  }
}

/** Nano-dollars a token. */
const embeddingPrice = { input: 20, cachedInput: 0, cacheWrite: 0, output: 0, reasoning: 0 };

async function serve(
  product: Product,
  name: string,
  { provider, url }: { provider: string; url: string | null },
): Promise<void> {
  if (url !== null) {
    await callApi(product, 'PUT', `/api/providers/${provider}`, {
      baseUrl: url,
      allowPrivateNetwork: true,
      models: [{ name: 'fake-chat' }, { name: 'fake-embed', price: embeddingPrice }],
    });
  }
  const providerModel = url === null ? 'extractive-1' : 'fake-chat';
  const target = { by: 'external', provider, providerModel };
  const servedEntities = [{ name: 'only', target, trafficPercentage: 100, retries: 0 }];
  await callApi(product, 'POST', '/api/endpoints', { name, servedEntities });
}

/** The row of a request. Throws while there is none. */
export async function rowOf({ product }: ClientWorld, requestId: string) {
  return inferenceSchema.parse(await callApi(product, 'GET', `/api/inferences/${requestId}`));
}

/** The request's id in the id of a completion. */
export function requestIdOf(completionId: string): string {
  return completionId.replace(/^chatcmpl-/, '');
}

/** Everything a stream gives, in order. */
export async function collected<T>(stream: AsyncIterable<T>): Promise<T[]> {
  const parts: T[] = [];
  for await (const part of stream) parts.push(part);
  return parts;
}
