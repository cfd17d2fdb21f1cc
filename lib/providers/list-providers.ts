import { assertMay, type Caller } from '../access/index.ts';
import { extractiveSummary, presentProvider } from './present-provider.ts';
import type { ProviderSummary } from './schemas.ts';
import { allProviders } from './store.ts';

/** The built-in provider first, the others by name. Keys are never among what is told. */
export async function listProviders(caller: Caller): Promise<ProviderSummary[]> {
  assertMay(caller, 'providers.read');
  return [extractiveSummary(), ...(await allProviders()).map(presentProvider)];
}
