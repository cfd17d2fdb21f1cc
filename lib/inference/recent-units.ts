import { findRecentUnits } from './units-store.ts';

/**
 * Users, conversations and header values an endpoint assigned its live requests by since a time, latest first, each once.
 * Requests that were units of their own never come back, so they are not among them.
 */
export async function recentUnits(endpoint: string, since: Date, limit: number): Promise<string[]> {
  return findRecentUnits(endpoint, since, limit);
}
