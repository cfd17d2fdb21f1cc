import { findRecentUnits } from './units-store.ts';

/**
 * Users and conversations an endpoint assigned its live requests by since a time, latest first, each once. Units named in
 * a header are kept as hashes only, and requests that were units of their own never come back, so neither is among them.
 */
export async function recentUnits(endpoint: string, since: Date, limit: number): Promise<string[]> {
  return findRecentUnits(endpoint, since, limit);
}
