/** Lists and sums of somebody who holds a role at some places only: filtered in SQL, so pages and totals are right. */
import '../support/test-database.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Caller, Scope } from '../../lib/access/index.ts';
import { exportInferences, getInference, listInferences } from '../../lib/inference/index.ts';
import { inferenceFiltersSchema, inferencePageQuerySchema } from '../../lib/inference/schemas.ts';
import { listKnowledge } from '../../lib/knowledge/index.ts';
import { queryMetrics } from '../../lib/monitoring/index.ts';
import { closeEvents } from '../../lib/platform/events.ts';
import { newId } from '../../lib/platform/ids.ts';
import { listModels } from '../../lib/registry/index.ts';
import { keyOf, userCaller } from '../support/callers.ts';
import { insertEndpoint, insertKnowledge, newModel } from '../support/registry.ts';
import { insertPlantedRequest } from './planted-request.ts';

const each = 7;
let production: string;
let staging: string;
const gone = 'deleted-endpoint';

async function ask(endpoint: string): Promise<void> {
  for (let n = 0; n < each; n++) await insertPlantedRequest(newId(), endpoint, `of ${endpoint}`);
}

beforeAll(async () => {
  const entities = [
    { name: 'main', target: { by: 'external', provider: 'p', providerModel: 'm' }, trafficPercentage: 100 },
  ];
  production = await insertEndpoint(entities, 'production');
  staging = await insertEndpoint(entities, 'staging');
  for (const endpoint of [production, staging, gone]) await ask(endpoint);
});
afterAll(closeEvents);

const scientist = (scope: Scope) => userCaller('data-scientist', { scope });

async function pagesOf(caller: Caller): Promise<string[]> {
  const endpoints: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listInferences(caller, inferencePageQuerySchema.parse({ limit: 3, cursor }));
    // A page that was filtered after it was read would come up short.
    if (page.next !== null) expect(page.items).toHaveLength(3);
    endpoints.push(...page.items.map(({ endpoint }) => endpoint));
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return endpoints;
}

async function summed(caller: Caller): Promise<Record<string, number>> {
  const [from, to] = [Date.now() - 3_600_000, Date.now() + 60_000].map((at) => new Date(at).toISOString());
  const range = { from: from ?? '', to: to ?? '' };
  const grouped = await queryMetrics(caller, { ...range, groupBy: 'endpoint' });
  const whole = await queryMetrics(caller, { ...range, groupBy: 'none' });
  const groups = Object.fromEntries(grouped.groups.map(({ key, totals }) => [key, totals.requests]));
  return { ...groups, total: whole.totals.requests };
}

const seenBy = (): [string, Caller, string[]][] => [
  ['everywhere', userCaller('data-scientist'), [production, staging, gone]],
  ['at an endpoint', scientist({ kind: 'endpoint', name: staging }), [staging]],
  ['in an environment', scientist({ kind: 'environment', name: 'production' }), [production]],
  ['at a name that no endpoint has any more', scientist({ kind: 'endpoint', name: gone }), [gone]],
  ['at a model', scientist({ kind: 'model', name: 'm' }), []],
  ['by a key for one endpoint', keyOf('owner', ['inferences.read', 'dashboards.read'], [staging]), [staging]],
];

test('the log and the dashboards are of the endpoints in reach', async () => {
  for (const [title, caller, endpoints] of seenBy()) {
    if (endpoints.length === 0) {
      await expect(pagesOf(caller), title).rejects.toMatchObject({ code: 'forbidden' });
      continue;
    }
    const rows = await pagesOf(caller);
    expect([...new Set(rows)].sort(), title).toEqual([...endpoints].sort());
    expect(rows, title).toHaveLength(endpoints.length * each);
    const sums = Object.fromEntries(endpoints.map((endpoint) => [endpoint, each]));
    expect(await summed(caller), title).toEqual({ ...sums, total: endpoints.length * each });
  }
});

test('an export holds no other rows', async () => {
  const caller = scientist({ kind: 'endpoint', name: staging });
  const lines: string[] = [];
  for await (const part of exportInferences(caller, inferenceFiltersSchema.parse({}), 'jsonl'))
    lines.push(part);
  const text = lines.join('');
  expect(text.trim().split('\n')).toHaveLength(each);
  expect(text).not.toContain(production);
});

describe('a request', () => {
  test('of an endpoint out of reach does not exist, except for the person who made it', async () => {
    const caller = scientist({ kind: 'endpoint', name: staging });
    const theirs = await insertPlantedRequest(newId(), production, 'theirs');
    const own = await insertPlantedRequest(caller.id, production, 'own');
    await expect(getInference(caller, theirs)).rejects.toMatchObject({ code: 'not_found' });
    expect((await getInference(caller, own)).question).toBe('own');
    expect(
      (await getInference(scientist({ kind: 'environment', name: 'production' }), theirs)).question,
    ).toBe('theirs');
  });
});

test('models and knowledge bases are listed where they may be read', async () => {
  const [model, knowledge] = [await newModel(), await insertKnowledge()];
  await Promise.all([newModel(), insertKnowledge()]);
  const models = await listModels(scientist({ kind: 'model', name: model }));
  expect(models.map(({ name }) => name)).toEqual([model]);
  const bases = await listKnowledge(scientist({ kind: 'knowledge', name: knowledge }));
  expect(bases.map(({ name }) => name)).toEqual([knowledge]);
  expect((await listModels(userCaller('data-scientist'))).length).toBeGreaterThan(1);
});
