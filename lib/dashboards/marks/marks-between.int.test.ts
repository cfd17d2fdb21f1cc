import '../../../e2e/support/test-database.ts';
import { afterAll, expect, it } from 'vitest';
import { GET as marks } from '../../../app/api/dashboards/marks/route.ts';
import { addAccount, call } from '../../../e2e/support/accounts.ts';
import { lastDay, makeEndpoint } from '../../../e2e/support/overview-world.ts';
import { closeJobs } from '../../jobs/index.ts';
import type { ChartMark } from '../schemas.ts';

afterAll(closeJobs);

it('marks what changed, for who sees the charts', async () => {
  const [endpoint, elsewhere] = [await makeEndpoint(), await makeEndpoint('staging')];
  const reader = await addAccount('stakeholder', { scope: { kind: 'endpoint', name: endpoint } });
  const of = async (cookie: string, query: Record<string, string>) =>
    ((await call(marks, { cookie, path: lastDay(query) })).body as { items: ChartMark[] }).items;
  expect((await of(reader.cookie, { endpoint })).map(({ kind }) => kind)).toEqual(['version', 'split']);
  const all = await of(reader.cookie, {});
  expect(all.every(({ label }) => label.startsWith(endpoint))).toBe(true);
  const hidden = await call(marks, { cookie: reader.cookie, path: lastDay({ endpoint: elsewhere }) });
  expect(hidden.status).toBe(403);
  const hour = { endpoint, from: new Date(Date.now() - 2 * 3_600_000).toISOString() };
  expect((await of(reader.cookie, hour)).map(({ kind }) => kind)).toEqual(['split']);
});
