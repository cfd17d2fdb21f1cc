import { extractiveProviderName } from '../chain/schemas.ts';
import { extractiveSummary, presentProvider } from './present-provider.ts';
import type { ProviderSummary } from './schemas.ts';
import { findProvider, prisma } from './store.ts';

/** What kind of provider a name means and which models it lists (others may still be named); null when there is none. */
export async function offeredModels(
  name: string,
): Promise<{ kind: ProviderSummary['kind']; models: string[] } | null> {
  const row = name === extractiveProviderName ? null : await findProvider(prisma(), name);
  if (row === null && name !== extractiveProviderName) return null;
  const { kind, models } = row === null ? extractiveSummary() : presentProvider(row);
  return { kind, models: models.map((model) => model.name) };
}
