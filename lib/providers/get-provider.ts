import type { Provider } from './contract.ts';
import { openProvider } from './open-providers.ts';

/** The provider of that name as of the last announced change. Throws `not_found`, or `unavailable` when it cannot be called. */
export async function getProvider(name: string): Promise<Provider> {
  return (await openProvider(name)).provider;
}
