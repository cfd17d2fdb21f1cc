/** Talks to a started product as a script with the API key does: over real sockets. */
import { z } from 'zod';
import { answerEventSchema } from '../../lib/serving/schemas.ts';
import { type FakeOpenAi, startFakeOpenAi } from './fake-openai.ts';
import { apiKey, type Product } from './product.ts';

const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' };

/** Where it runs is all that a script knows of it. */
type Reachable = Pick<Product, 'url'>;

/** Calls the console's API and returns the parsed answer. Throws unless it succeeds. */
export async function callApi(
  product: Reachable,
  method: string,
  path: string,
  body?: unknown,
): Promise<unknown> {
  const response = await fetch(`${product.url}${path}`, {
    method,
    headers,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return text === '' ? null : JSON.parse(text);
}

const rowSchema = z.object({ requestId: z.string(), status: z.string(), output: z.string().nullable() });
export type Row = z.infer<typeof rowSchema>;

/** `null` while there is no row of this id. */
export async function findRow(product: Product, requestId: string): Promise<Row | null> {
  const response = await fetch(`${product.url}/api/inferences/${requestId}`, { headers });
  if (response.status === 404) return null;
  if (!response.ok) throw new Error(`row ${requestId}: ${response.status} ${await response.text()}`);
  return rowSchema.parse(await response.json());
}

export const model = 'guide-assistant';
const modelPath = `/api/models/${model}`;

const registeredSchema = z.object({ number: z.number() });
const modelSchema = z.object({
  aliases: z.array(z.object({ alias: z.string(), version: z.number() })),
});
const versionSchema = z.object({ document: z.looseObject({}) });

export async function championVersion(product: Reachable): Promise<number> {
  const { aliases } = modelSchema.parse(await callApi(product, 'GET', modelPath));
  const champion = aliases.find(({ alias }) => alias === 'champion');
  if (!champion) throw new Error(`${model} has no champion`);
  return champion.version;
}

export async function moveChampion(product: Reachable, version: number): Promise<void> {
  await callApi(product, 'PUT', `${modelPath}/aliases/champion`, { version, reason: 'a test' });
}

/**
 * Lets a provider at `url` write the answers of the chat, from the same passages as before.
 * @returns the version that wrote them before.
 */
export async function answerThrough(product: Reachable, url: string): Promise<number> {
  const before = await championVersion(product);
  const { document } = versionSchema.parse(await callApi(product, 'GET', `${modelPath}/versions/${before}`));
  const provider = 'chat-fake';
  await callApi(product, 'PUT', `/api/providers/${provider}`, { baseUrl: url, allowPrivateNetwork: true });
  const made = await callApi(product, 'POST', `${modelPath}/versions`, {
    document: { ...document, model: { provider, name: 'fake-chat' } },
  });
  await moveChampion(product, registeredSchema.parse(made).number);
  return before;
}

export interface SlowEndpoint {
  name: string;
  fake: FakeOpenAi;
}

/** Makes the endpoint `slow`: it repeats the question, `chunkDelayMs` for each word. */
export async function serveSlowly(product: Product, chunkDelayMs: number): Promise<SlowEndpoint> {
  const name = 'slow';
  const fake = await startFakeOpenAi({ chunkDelayMs });
  await callApi(product, 'PUT', `/api/providers/${name}`, { baseUrl: fake.url, allowPrivateNetwork: true });
  await callApi(product, 'POST', '/api/models', { name });
  const document = { model: { provider: name, name: 'fake-chat' }, output: { format: 'text' } };
  await callApi(product, 'POST', `/api/models/${name}/versions`, { document });
  const target = { by: 'version', model: name, version: 1 };
  const servedEntities = [{ name: 'only', target, trafficPercentage: 100 }];
  await callApi(product, 'POST', '/api/endpoints', { name, environment: 'production', servedEntities });
  return { name, fake };
}

export function wordsOf(count: number): string {
  return Array.from({ length: count }, (_, index) => `word${index}`).join(' ');
}

export interface Streamed {
  requestId: string;
  /** Reads to the end: what arrived, and whether it ended as a whole answer does. Never rejects. */
  rest(): Promise<{ text: string; complete: boolean }>;
}

function ask(product: Product, endpoint: string, question: string, stream: boolean, signal?: AbortSignal) {
  return fetch(`${product.url}/v1/chat/completions`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ model: endpoint, messages: [{ role: 'user', content: question }], stream }),
    signal: signal ?? null,
  });
}

/** Asks for a stream and resolves when its first piece is there. */
export async function askStreaming(
  product: Product,
  endpoint: string,
  question: string,
  signal?: AbortSignal,
): Promise<Streamed> {
  const response = await ask(product, endpoint, question, true, signal);
  if (response.status !== 200 || response.body === null) {
    throw new Error(`no stream: ${response.status} ${await response.text()}`);
  }
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = (await reader.read()).value ?? '';
  return {
    requestId: response.headers.get('x-slipway-request-id') ?? '',
    async rest() {
      try {
        for (let part = await reader.read(); !part.done; part = await reader.read()) text += part.value;
      } catch {
        // A connection that is cut ends the text there.
      }
      return { text, complete: text.includes('[DONE]') };
    },
  };
}

/** Asks once, plainly or as a stream, and returns the request's id when the answer arrived whole, else `null`. */
export async function acknowledged(
  product: Product,
  endpoint: string,
  question: string,
  stream: boolean,
): Promise<string | null> {
  try {
    const response = await ask(product, endpoint, question, stream);
    const text = await response.text();
    const whole = response.status === 200 && (!stream || text.includes('[DONE]'));
    return whole ? response.headers.get('x-slipway-request-id') : null;
  } catch {
    return null;
  }
}

export interface Answered {
  requestId: string;
  /** Served entity that answered. */
  entity: string;
  /** Null for an external model. */
  version: number | null;
  text: string;
}

const completionSchema = z.object({
  choices: z.tuple([z.object({ message: z.object({ content: z.string() }) })]),
});

/** Asks once, for a user when one is named. Throws unless it is answered. */
export async function askPlainly(
  product: Reachable,
  endpoint: string,
  question: string,
  user?: string,
): Promise<Answered> {
  const response = await fetch(`${product.url}/v1/chat/completions`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ model: endpoint, messages: [{ role: 'user', content: question }], user }),
  });
  const body = await response.text();
  if (!response.ok) throw new Error(`"${endpoint}" answered with ${response.status}: ${body}`);
  const version = response.headers.get('x-slipway-version');
  return {
    requestId: response.headers.get('x-slipway-request-id') ?? '',
    entity: response.headers.get('x-slipway-served-entity') ?? '',
    version: version === null ? null : Number(version),
    text: completionSchema.parse(JSON.parse(body)).choices[0].message.content,
  };
}

/** Lets one version answer outside every endpoint. Throws unless it does. */
export async function tryVersion(
  product: Reachable,
  name: string,
  version: number,
  question: string,
): Promise<string> {
  const response = await fetch(`${product.url}/api/models/${name}/versions/${version}/try`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ question }),
  });
  const body = await response.text();
  const events = [...body.matchAll(/^data: (.*)$/gm)].map(([, data]) =>
    answerEventSchema.parse(JSON.parse(data ?? '')),
  );
  const end = events.find((event) => event.type === 'finish');
  if (end === undefined) throw new Error(`${name}:${version} did not answer: ${response.status} ${body}`);
  return end.text;
}
