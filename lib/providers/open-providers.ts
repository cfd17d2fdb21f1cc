/** Opened providers, kept by name until a change is announced: the answer path pays no query and no new connection. */
import { Agent, type Dispatcher } from 'undici';
import { extractiveProviderName } from '../chain/schemas.ts';
import { assertEgressAllowed, guardedLookup, parseAllowance } from '../platform/egress.ts';
import { env } from '../platform/env.ts';
import { notFound } from '../platform/errors.ts';
import { onChange } from '../platform/events.ts';
import type { Provider } from './contract.ts';
import { createExtractiveProvider } from './extractive/index.ts';
import { createInvocationsProvider } from './invocations/create-provider.ts';
import { createOpenAiCompatibleProvider } from './openai-compatible/create-provider.ts';
import { extractiveSummary, presentProvider } from './present-provider.ts';
import type { ProviderSummary } from './schemas.ts';
import { findProvider, type ProviderRow, prisma } from './store.ts';
import { storedKey } from './stored-key.ts';
import { createPoolFetch } from './transport/pool-fetch.ts';

export interface OpenProvider {
  summary: ProviderSummary;
  provider: Provider;
  /** Of providers that make embeddings; null for the others. */
  connection: { baseUrl: string; apiKey: string | null; fetch: typeof fetch } | null;
}

const opened = new Map<string, Promise<OpenProvider>>();
let listening: Promise<unknown> | undefined;

function listen(): Promise<unknown> {
  listening ??= onChange((change) => {
    if (change === null) opened.clear();
    else if (change.topic === 'provider') forgetProvider(change.key);
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

/** For whoever has just changed a provider and tries it before the announcement comes back. */
export function forgetProvider(name: string): void {
  opened.delete(name);
}

async function open(name: string): Promise<OpenProvider> {
  if (name === extractiveProviderName) {
    return { summary: extractiveSummary(), provider: createExtractiveProvider(), connection: null };
  }
  const row = await findProvider(prisma(), name);
  if (row === null) throw notFound(`The provider "${name}"`);
  const connection = {
    baseUrl: row.baseUrl,
    apiKey: storedKey(row),
    fetch: createPoolFetch(dispatcherFor(row)),
  };
  const summary = presentProvider(row);
  if (summary.kind === 'invocations') {
    const { payload } = summary;
    return {
      summary,
      provider: createInvocationsProvider({ name, payload, ...connection }),
      connection: null,
    };
  }
  return { summary, provider: createOpenAiCompatibleProvider({ name, ...connection }), connection };
}

/** Time-outs are each request's own; the guard sees every address a name resolves to. */
function dispatcherFor(row: ProviderRow): Dispatcher {
  const options = { connections: 256, headersTimeout: 0, bodyTimeout: 0, keepAliveTimeout: 30_000 };
  if (row.allowPrivateNetwork) return new Agent({ ...options, connect: { timeout: 10_000 } });
  const allowance = parseAllowance(env().SLIPWAY_EGRESS_ALLOW);
  assertEgressAllowed(new URL(row.baseUrl), allowance);
  return new Agent({ ...options, connect: { timeout: 10_000, lookup: guardedLookup(allowance) } });
}
