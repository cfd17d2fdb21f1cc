/** Endpoints with a history, requests and ratings, for tests of the overview. */
import { giveFeedback, recordInference } from '../../lib/inference/index.ts';
import { feedbackInputSchema } from '../../lib/inference/schemas.ts';
import { pool } from '../../lib/platform/db.ts';
import { newId } from '../../lib/platform/ids.ts';
import type { Account } from './accounts.ts';
import { record } from './inference-record.ts';

const entity = (trafficPercentage: number) => ({
  name: 'main',
  target: { by: 'external', provider: 'extractive', providerModel: 'extractive-1' },
  trafficPercentage,
  shadowPercentage: 0,
});

/** Two configurations: everything to one entity three hours ago, a tenth of it away an hour ago. */
export async function makeEndpoint(environment = 'production'): Promise<string> {
  const [id, name] = [newId(), `ep-${newId().slice(-8)}`];
  await pool().query(
    'INSERT INTO endpoint (id, name, environment, config, updated_at) VALUES ($1, $2, $3, 2, now())',
    [id, name, environment],
  );
  for (const [number, at] of [
    [1, '3 hours'],
    [2, '1 hour'],
  ] as const) {
    await pool().query(
      `INSERT INTO endpoint_config (endpoint_id, number, served_entities, created_by_name, created_at)
       VALUES ($1, $2, $3, 'test', now() - $4::interval)`,
      [id, number, JSON.stringify([entity(number === 1 ? 100 : 90)]), at],
    );
  }
  return name;
}

const dayMs = 24 * 3_600_000;

/** The last 24 hours, as a request's path and query. */
export function lastDay(query: Record<string, string> = {}): string {
  const range = {
    from: new Date(Date.now() - dayMs).toISOString(),
    to: new Date(Date.now() + 60_000).toISOString(),
  };
  return `/?${new URLSearchParams({ ...range, ...query })}`;
}

export const askedBy = ({ id }: Account) =>
  ({ kind: 'user', userId: id, name: 'Ada', apiKeyId: null }) as const;

/** A request that somebody made; its id. */
export async function ask(
  account: Account,
  endpoint: string,
  change: Parameters<typeof record>[0] = {},
): Promise<string> {
  const row = record({
    endpoint: { id: null, name: endpoint, config: 1 },
    requester: askedBy(account),
    ...change,
  });
  await recordInference(row);
  return row.requestId;
}

export async function rate({ caller }: Account, requestId: string, thumb: 'up' | 'down'): Promise<void> {
  await giveFeedback(caller, requestId, feedbackInputSchema.parse({ thumb }));
}
