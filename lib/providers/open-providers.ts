/** Opened providers, kept by name until a change is announced: the answer path pays no query and no new connection. */
import type { Dispatcher } from 'undici';
import { extractiveProviderName } from '../chain/schemas.ts';
import { assertEgressAllowed, currentAllowance, guardedAgent } from '../platform/egress.ts';
import { notFound } from '../platform/errors.ts';
import { onChange } from '../platform/events.ts';
import { createSdkProvider } from './ai-sdk/create-provider.ts';
import type { OpenedSdk, OpenSdk } from './ai-sdk/sdk.ts';
import { closeCircuit, monitorOf } from './circuit/monitor.ts';
import { withCircuit } from './circuit/with-circuit.ts';
import type { Provider } from './contract.ts';
import { createExtractiveProvider } from './extractive/index.ts';
import { notingHeadroom } from './headroom.ts';
import { extractiveSummary, presentProvider } from './present-provider.ts';
import { makesEmbeddings, type ProviderKind, type ProviderSummary } from './schemas.ts';
import { findProvider, type ProviderRow, prisma } from './store.ts';
import { storedKey } from './stored-key.ts';
import { createPoolFetch } from './transport/pool-fetch.ts';
import { withTrace } from './transport/with-trace.ts';

export interface OpenProvider {
  summary: ProviderSummary;
  /** Behind its circuit breaker. */
  provider: Provider;
  /** Without it: for the test button, which asks even while the circuit is open. */
  direct: Provider;
  /** Of providers that make embeddings; null for the others. */
  embeddings: OpenEmbeddings | null;
  /** Null for the one that answers in this process. */
  connection: Omit<OpenEmbeddings, 'sdk'> | null;
}

/** `sdk` is null for servers that speak OpenAI's embeddings as they are. */
export interface OpenEmbeddings {
  sdk: OpenedSdk | null;
  baseUrl: string;
  apiKey: string | null;
  fetch: typeof fetch;
}

/** Loaded when the first provider of the kind is opened: a server pays only for the kinds it uses. */
const sdkLoaders: Record<
  Exclude<ProviderKind, 'openai-compatible' | 'invocations'>,
  () => Promise<OpenSdk>
> = {
  openai: async () => (await import('./kinds/openai.ts')).openSdk,
  azure: async () => (await import('./kinds/azure.ts')).openSdk,
  anthropic: async () => (await import('./kinds/anthropic.ts')).openSdk,
  google: async () => (await import('./kinds/google.ts')).openSdk,
  bedrock: async () => (await import('./kinds/bedrock.ts')).openSdk,
  mistral: async () => (await import('./kinds/mistral.ts')).openSdk,
  cohere: async () => (await import('./kinds/cohere.ts')).openSdk,
};

const opened = new Map<string, Promise<OpenProvider>>();
let listening: Promise<unknown> | undefined;

function listen(): Promise<unknown> {
  listening ??= onChange((change) => {
    if (change === null) opened.clear();
    else if (change.topic !== 'provider') return;
    // Who made the change closed the circuit then; the announcement must not wipe out what was seen since.
    else if (change.own) opened.delete(change.key);
    else forgetProvider(change.key);
  }).catch((error: unknown) => {
    listening = undefined;
    throw error;
  });
  return listening;
}

/** Throws `not_found`. Calls that began on a forgotten provider end on it: its sockets close when they are idle. */
export async function openProvider(name: string): Promise<OpenProvider> {
  await listen();
  const known = opened.get(name);
  if (known) return known;
  const opening = open(name);
  opened.set(name, opening);
  opening.catch(() => {
    if (opened.get(name) === opening) opened.delete(name);
  });
  return opening;
}

/** For whoever has just changed a provider and tries it before the announcement comes back. A change earns new trust. */
export function forgetProvider(name: string): void {
  opened.delete(name);
  closeCircuit(name);
}

async function open(name: string): Promise<OpenProvider> {
  if (name === extractiveProviderName) {
    const extractive = createExtractiveProvider();
    return {
      summary: extractiveSummary(),
      provider: extractive,
      direct: extractive,
      embeddings: null,
      connection: null,
    };
  }
  const row = await findProvider(prisma(), name);
  if (row === null) throw notFound(`The provider "${name}"`);
  const summary = presentProvider(row);
  const connection = {
    baseUrl: row.baseUrl,
    apiKey: storedKey(row),
    fetch: notingHeadroom(name, withTrace(createPoolFetch(dispatcherFor(row)))),
  };
  const { direct, sdk } = await openKind(summary, connection);
  return {
    summary,
    direct,
    provider: withCircuit(direct, () => monitorOf(name)),
    embeddings: makesEmbeddings(summary.kind) ? { sdk, ...connection } : null,
    connection,
  };
}

async function openKind(
  { name, kind, payload, settings }: ProviderSummary,
  connection: Omit<OpenEmbeddings, 'sdk'>,
): Promise<{ direct: Provider; sdk: OpenedSdk | null }> {
  if (kind === 'invocations') {
    const { createInvocationsProvider } = await import('./invocations/create-provider.ts');
    return { direct: createInvocationsProvider({ name, payload, ...connection }), sdk: null };
  }
  if (kind === 'openai-compatible' || kind === 'extractive') {
    const { createOpenAiCompatibleProvider } = await import('./openai-compatible/create-provider.ts');
    return { direct: createOpenAiCompatibleProvider({ name, ...connection }), sdk: null };
  }
  const openSdk = await sdkLoaders[kind]();
  const sdk = openSdk({ name, settings, ...connection });
  return { direct: createSdkProvider({ name, apiKey: connection.apiKey, sdk }), sdk };
}

/** More than any answer or batch of embeddings; undici stops reading there. */
const maxAnswerBytes = 64 * 1024 * 1024;

/** Time-outs are each request's own; the guard sees every address a name resolves to. */
function dispatcherFor(row: ProviderRow): Dispatcher {
  const allowance = currentAllowance(row.allowPrivateNetwork);
  assertEgressAllowed(new URL(row.baseUrl), allowance);
  return guardedAgent(allowance, {
    connections: 256,
    headersTimeout: 0,
    bodyTimeout: 0,
    keepAliveTimeout: 30_000,
    maxResponseSize: maxAnswerBytes,
  });
}
