/** Calls routes of Databricks' dialect as its clients do. Import after `test-database.ts`. */
import { ensureAdmin, ensureApiKey, type RouteHandler } from '../../lib/access/index.ts';
import { type Answer, type Ask, call } from './accounts.ts';
import { clientHeaders } from './databricks-shapes.ts';

const key = 'sk-slipway-databricks-0123456789';

/** Call once before asking: makes the administrator whose key the calls carry. */
export async function openDatabricks(): Promise<void> {
  const owner = await ensureAdmin({ email: 'admin@example.com', password: 'correct horse battery' });
  await ensureApiKey({ value: key, ownerId: owner.id });
}

/** `name` is the segment of the address; null when there is none. */
export function ask(
  handler: RouteHandler,
  method: string,
  name: string | null,
  json?: unknown,
  more: Ask = {},
): Promise<Answer> {
  const params: Record<string, string> = name === null ? {} : { name };
  const body = json !== undefined && { json };
  return call(handler, { method, key, headers: clientHeaders, params, ...body, ...more });
}
