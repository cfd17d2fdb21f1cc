import { systemCaller } from '../access/index.ts';
import { env } from '../platform/env.ts';
import { parseOrThrow } from '../platform/errors.ts';
import { presentProvider } from './present-provider.ts';
import { saveProvider } from './save-provider.ts';
import { type ProviderSummary, providerInputSchema } from './schemas.ts';
import { findProvider, type ProviderRow, prisma } from './store.ts';
import { storedKey } from './stored-key.ts';

export const envProviderName = 'openai';
const defaultBaseUrl = 'https://api.openai.com/v1';

/**
 * Registers the provider `openai` from OPENAI_API_KEY, OPENAI_BASE_URL and OPENAI_MODEL; null when there is no key.
 * Called at each start: the environment owns address and key, the console owns models and prices. The operator who
 * sets the variable may point it at a private network. Writes nothing when nothing changed; throws when a variable makes
 * no sense.
 */
export async function ensureEnvProvider(): Promise<ProviderSummary | null> {
  const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseUrl = defaultBaseUrl, OPENAI_MODEL: model } = env();
  if (apiKey === undefined) return null;
  const row = await findProvider(prisma(), envProviderName);
  const before = row && presentProvider(row);
  const models = before?.models ?? [];
  const named = model === undefined || models.some((known) => known.name === model);
  const sameKey = row !== null && keyIs(row, apiKey);
  if (before && sameKey && named && before.baseUrl === baseUrl.replace(/\/+$/, '')) return before;
  const input = {
    name: envProviderName,
    baseUrl,
    apiKey,
    models: named ? models : [{ name: model }, ...models],
    allowPrivateNetwork: baseUrl !== defaultBaseUrl || (before?.allowPrivateNetwork ?? false),
  };
  const what = 'OPENAI_API_KEY, OPENAI_BASE_URL or OPENAI_MODEL';
  return saveProvider(systemCaller('start'), parseOrThrow(providerInputSchema, input, what));
}

/** A key sealed under an earlier secret is replaced by the one from the environment. */
function keyIs(row: ProviderRow, apiKey: string): boolean {
  try {
    return storedKey(row) === apiKey;
  } catch {
    return false;
  }
}
