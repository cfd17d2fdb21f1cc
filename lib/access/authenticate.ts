import type { Caller } from './caller.ts';

/**
 * Who sends this request: the bearer of an API key, the owner of a session cookie, or nobody (`null`).
 * Throws `AppError('unauthenticated')` for a key or session that is expired, revoked or unknown.
 */
export async function authenticate(_request: Request): Promise<Caller | null> {
  return null;
}
