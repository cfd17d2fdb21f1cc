/** Everything the screens can ask is something the server answers: dashboards of endpoints, templates, Explore. */
import '../../../e2e/support/test-database.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { queryBefore } from '../../../components/charts/metric-compare.ts';
import { templates } from '../../../components/dashboards/templates.ts';
import { dimensionsOf, wholeExpression } from '../../../components/explore/expression.ts';
import { armCharts, sections, splits } from '../../../components/monitoring/sections.ts';
import { type Account, addAccount, call } from '../../../e2e/support/accounts.ts';
import {
  aggregationsOf,
  describeMetric,
  type MetricExpression,
  type MetricReading,
  metricNames,
  metricReadingSchema,
} from '../../../lib/monitoring/schemas.ts';
import { closeEvents } from '../../../lib/platform/events.ts';
import { GET } from '../metrics/read/route.ts';

const range = { from: '2026-11-20T10:15:00.000Z', to: '2026-11-21T10:15:00.000Z' };
let owner: Account;

beforeAll(async () => {
  owner = await addAccount('owner');
});
afterAll(closeEvents);

async function ask(asked: object): Promise<{ problem: string | null; reading: MetricReading | null }> {
  const entries = Object.entries(asked).filter(([, value]) => value !== undefined);
  const path = `/api/metrics/read?${new URLSearchParams(entries.map(([name, value]) => [name, String(value)]))}`;
  const { status, body } = await call(GET, { cookie: owner.cookie, path });
  const { data, error } = metricReadingSchema.safeParse(body);
  if (status === 200 && data) return { problem: null, reading: data };
  return {
    problem: `${path}: ${status} ${JSON.stringify(body).slice(0, 200)} ${error ?? ''}`,
    reading: null,
  };
}

async function problemsOf(expressions: readonly MetricExpression[]): Promise<string[]> {
  const problems: string[] = [];
  for (const expression of expressions) {
    const { problem } = await ask({ ...expression, ...range, compare: 'previous' });
    if (problem !== null) problems.push(problem);
  }
  return problems;
}

test('every chart of an endpoint, split by whatever it can be', async () => {
  const charts = [...sections.flatMap((section) => section.charts), ...armCharts];
  const expressions = charts.flatMap((chart) =>
    [undefined, ...splits].flatMap((groupBy) =>
      chart.lines({ endpoint: 'guide', traffic: 'live' }, groupBy).map(({ expression }) => expression),
    ),
  );
  expect(await problemsOf(expressions)).toEqual([]);
});

test('every panel of every template', async () => {
  expect(
    await problemsOf(templates.flatMap(({ panels }) => panels.map(({ expression }) => expression))),
  ).toEqual([]);
});

test('every metric that Explore offers, in every way and split by everything it offers', async () => {
  const expressions = metricNames.flatMap((metric) =>
    aggregationsOf[describeMetric(metric).kind].flatMap((aggregation) =>
      [undefined, ...dimensionsOf(metric)].map((groupBy) =>
        wholeExpression({ metric, aggregation, groupBy }),
      ),
    ),
  );
  expect(await problemsOf(expressions)).toEqual([]);
});

test('the period before is read in the same steps', async () => {
  const query = { metric: 'requests', aggregation: 'sum', traffic: 'live', ...range } as const;
  const { reading } = await ask(query);
  if (reading === null) throw new Error('not read');
  const before = await ask(queryBefore(query, reading));
  expect(before.problem).toBeNull();
  expect(before.reading?.stepSeconds).toBe(reading.stepSeconds);
});
