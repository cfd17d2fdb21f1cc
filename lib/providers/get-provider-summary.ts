import { assertMay, type Caller } from '../access/index.ts';
import { openProvider } from './open-providers.ts';
import type { ProviderSummary } from './schemas.ts';

/** Throws `not_found`. */
export async function getProviderSummary(caller: Caller, name: string): Promise<ProviderSummary> {
  assertMay(caller, 'providers.read');
  return (await openProvider(name)).summary;
}
