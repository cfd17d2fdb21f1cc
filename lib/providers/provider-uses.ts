import { transaction, usesOfProvider } from './store.ts';

/** What would stop working without a provider, e.g. `the endpoint support`; five at most. Checks no permission. */
export async function providerUses(name: string): Promise<string[]> {
  return transaction((tx) => usesOfProvider(tx, name));
}
