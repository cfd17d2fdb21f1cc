import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { noFigures, nothing } from '#lib/client/test-totals.ts';
import type { Overview } from '#lib/dashboards/schemas.ts';
import { offerOwnApi } from '#lib/platform/http/own-api.ts';
import { knownOverview } from './known-overview.ts';

vi.mock('next/headers', () => ({ headers: async () => new Headers({ cookie: 'session=1' }) }));

const at = '2026-11-21T10:00:00.000Z';
const overview: Overview = {
  from: at,
  to: at,
  endpoint: null,
  at,
  verdict: { tone: 'neutral', word: 'Quiet', facts: 'no requests in 24 hours.' },
  problems: [],
  now: noFigures,
  previous: noFigures,
  budgets: [],
  objectives: { met: 0, atRisk: 0, missed: 0, unknown: 0 },
  health: { passing: 0, failing: 0 },
  alerts: { firing: 0 },
  metrics: { from: at, to: at, bucketSeconds: 60, totals: nothing, previous: nothing, groups: [] },
  endpoints: [],
};

let asked: URL[] = [];
beforeEach(() => {
  asked = [];
  offerOwnApi(async (request) => {
    asked.push(new URL(request.url));
    expect(request.headers.get('cookie')).toBe('session=1');
    return Response.json(overview);
  });
});
afterEach(() => {
  Reflect.deleteProperty(globalThis, Symbol.for('slipway.own-api'));
});

it('asks what the address says, as the reader of the page', async () => {
  expect(await knownOverview({})).toEqual({
    preset: '24h',
    endpoint: undefined,
    environment: undefined,
    overview,
  });
  const known = await knownOverview({ range: '7d', endpoint: 'guide', env: 'staging', groupBy: 'version' });
  expect(known).toMatchObject({ preset: '7d', endpoint: 'guide', environment: 'staging' });
  const [day, week] = asked.map(({ searchParams }) => searchParams);
  const hours = (range: URLSearchParams | undefined) =>
    (Date.parse(range?.get('to') ?? '') - Date.parse(range?.get('from') ?? '')) / 3_600_000;
  expect([hours(day), hours(week)]).toEqual([24, 168]);
  expect([week?.get('endpoint'), week?.get('environment')]).toEqual(['guide', 'staging']);
});

it.each([
  { tab: 'objectives' },
  { screen: 'big' },
  { from: at, to: at },
  { range: 'for ever' },
  { endpoint: ['a', 'b'] },
  { env: 'moon' },
])('asks nothing for %o', async (search) => {
  expect(await knownOverview(search)).toBeNull();
  expect(asked).toEqual([]);
});

it('does without an answer that it does not understand', async () => {
  offerOwnApi(async () => Response.json({ ...overview, verdict: null }));
  expect(await knownOverview({})).toBeNull();
});
