/**
 * Somebody whose every request is counted by rate limits and quotas of user, key, endpoint and team, none of which refuses
 * anything. The limits are nobody else's, so the arm without them runs on the same server.
 */
import pg from 'pg';
import { z } from 'zod';
import { databaseUrl, type Product } from '../../e2e/support/product.ts';
import { callApi } from '../../e2e/support/product-api.ts';

const idSchema = z.object({ id: z.string() });
const madeUserSchema = z.object({ user: idSchema });
const madeKeySchema = z.object({ key: idSchema, value: z.string() });

const measures = ['requests', 'tokens', 'money'] as const;
/** Nothing reaches either. */
const rateLimit = 1_000_000_000;
const quotaAmount = (10n ** 18n).toString();

/** Two rate limits and three quotas for each of four subjects; gives the headers of the person they are for. */
export async function limitSomebody(
  product: Product,
  endpoints: readonly string[],
): Promise<Record<string, string>> {
  const { user } = madeUserSchema.parse(
    await callApi(product, 'POST', '/api/users', {
      email: 'limited@example.com',
      name: 'Limited',
      role: 'app-team',
    }),
  );
  const team = idSchema.parse(await callApi(product, 'POST', '/api/teams', { name: 'Limited' }));
  await callApi(product, 'PUT', `/api/teams/${team.id}/members/${user.id}`);
  const { key, value } = madeKeySchema.parse(
    await callApi(product, 'POST', '/api/keys', { name: 'limited' }),
  );
  await giveKey(product, key.id, user.id);
  const subjects = [
    { kind: 'user', id: user.id },
    { kind: 'team', id: team.id },
    { kind: 'key', id: key.id },
    ...endpoints.map((id) => ({ kind: 'endpoint', id })),
  ];
  for (const { kind, id } of subjects) await limit(product, kind, id);
  return { authorization: `Bearer ${value}` };
}

/** People make keys for themselves only, and a person made by a script cannot sign in to a server without screens. */
async function giveKey({ dataFolder }: Product, keyId: string, userId: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl(dataFolder) });
  await client.connect();
  try {
    await client.query('UPDATE api_key SET owner_id = $2 WHERE id = $1', [keyId, userId]);
  } finally {
    await client.end();
  }
}

async function limit(product: Product, kind: string, id: string): Promise<void> {
  for (const unit of ['requests', 'tokens']) {
    const rule = { subjectKind: kind, subject: id, unit, window: 'minute', limit: rateLimit };
    await callApi(product, 'PUT', '/api/limits/rates', rule);
  }
  for (const measure of measures) {
    const quota = { subject: { kind, id }, measure, period: 'month', timeZone: 'UTC', amount: quotaAmount };
    await callApi(product, 'POST', '/api/limits/quotas', quota);
  }
}
