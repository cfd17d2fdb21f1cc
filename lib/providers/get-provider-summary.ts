import { assertMay, type Caller } from '../access/index.ts';
import { extractiveProviderName } from '../chain/schemas.ts';
import { notFound } from '../platform/errors.ts';
import { extractiveSummary, presentProvider } from './present-provider.ts';
import type { ProviderSummary } from './schemas.ts';
import { findProvider, prisma } from './store.ts';

/** Throws `not_found`. */
export async function getProviderSummary(caller: Caller, name: string): Promise<ProviderSummary> {
  assertMay(caller, 'providers.read');
  if (name === extractiveProviderName) return extractiveSummary();
  const row = await findProvider(prisma(), name);
  if (row === null) throw notFound(`The provider "${name}"`);
  return presentProvider(row);
}
