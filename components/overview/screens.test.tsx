import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { NuqsTestingAdapter } from 'nuqs/adapters/testing';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test, vi } from 'vitest';
import { ObjectivesPanel } from '#components/objectives/objectives-panel.tsx';
import { TooltipProvider } from '#components/ui/tooltip.tsx';
import type { Permission } from '#lib/access/schemas.ts';
import { queryKeys } from '#lib/client/query-keys.ts';
import { meWith } from '#lib/client/test-me.ts';
import { nothing } from '#lib/client/test-totals.ts';
import type { Overview, ReportList, Unanswered } from '#lib/dashboards/schemas.ts';
import type { ObjectiveList } from '#lib/objectives/schemas.ts';
import { BudgetCard } from './budget-card.tsx';
import { ReportsPanel } from './reports-panel.tsx';
import { StatTiles } from './stat-tiles.tsx';
import { UnansweredCard } from './unanswered-card.tsx';
import { VerdictCard } from './verdict-card.tsx';

vi.mock('next/navigation', () => ({ useRouter: () => ({ push: () => undefined }) }));

function page(
  screen: ReactNode,
  permissions: Permission[],
  fill: (client: QueryClient) => void = () => undefined,
) {
  const client = new QueryClient();
  client.setQueryData(queryKeys.me.all, meWith(...permissions));
  fill(client);
  return renderToStaticMarkup(
    <QueryClientProvider client={client}>
      <NuqsTestingAdapter>
        <TooltipProvider>{screen}</TooltipProvider>
      </NuqsTestingAdapter>
    </QueryClientProvider>,
  );
}

const figures: Overview['now'] = {
  requests: 12_431,
  errors: 270,
  declined: 3,
  refused: 0,
  errorRate: 0.022,
  declinedRate: 0.001,
  p50: 800,
  p95: 1900,
  satisfaction: { value: 0.84, low: 0.81, high: 0.868, ratings: 1204 },
  spent: '41000000000',
  perHelpful: null,
};
const at = '2026-11-21T10:00:00.000Z';
const overview: Overview = {
  from: '2026-11-20T10:00:00.000Z',
  to: at,
  endpoint: null,
  at,
  verdict: { tone: 'bad', word: 'Failing', facts: '12,431 requests in 24 hours.' },
  problems: [{ kind: 'alert', tone: 'bad', text: 'Latency is up', href: '/alerts?alert=7' }],
  now: figures,
  previous: { ...figures, requests: 10_000 },
  budgets: [],
  objectives: { met: 2, atRisk: 0, missed: 1, unknown: 1 },
  health: { passing: 2, failing: 1 },
  alerts: { firing: 1 },
  metrics: {
    from: '2026-11-20T10:00:00.000Z',
    to: at,
    bucketSeconds: 1800,
    totals: nothing,
    previous: nothing,
    groups: [],
  },
  endpoints: [{ name: 'guide', environment: 'production' }],
};

test('the verdict comes first, with every problem a link', () => {
  const shown = page(<VerdictCard overview={overview} />, ['dashboards.read']);
  for (const text of [
    'Failing',
    '12,431 requests',
    'href="/alerts?alert=7"',
    '1 of 3 checks fail',
    '2 of 3 objectives met, 1 without anything to measure',
  ])
    expect(shown).toContain(text);
});

test('tiles lead to rows, or to charts for who may not read rows', () => {
  const tiles = (rowsPage: string) =>
    page(<StatTiles overview={overview} rows={{ range: '24h' }} rowsPage={rowsPage} />, []);
  expect(tiles('/inferences')).toContain('href="/inferences?range=24h&amp;status=error"');
  expect(tiles('/monitoring')).toContain('href="/monitoring?range=24h&amp;status=error"');
  expect(tiles('/inferences')).toContain('81 % – 86.8 %, 1,204 ratings');
  expect(tiles('/inferences')).toContain('+24.3 % against the period before');
});

test('without a budget it says how to set one', () => {
  expect(page(<BudgetCard overview={overview} />, ['limits.write'])).toContain('href="/limits"');
  expect(page(<BudgetCard overview={overview} />, ['dashboards.read'])).toContain(
    'A security administrator sets it',
  );
});

const query = { from: overview.from, to: at, endpoint: undefined, environment: undefined };
const unanswered = (data: Unanswered) =>
  page(<UnansweredCard query={query} live={false} rows={{}} />, ['dashboards.read'], (client) =>
    client.setQueryData(queryKeys.overview.list({ of: 'unanswered', ...query }), data),
  );

test('unanswered questions are rows for some and a number for others', () => {
  const one = { question: 'Who sails to Mars?', count: 7, endpoint: 'guide', lastAt: at, requestId: 'r1' };
  const shown = unanswered({ count: 9, questions: [one], examined: null });
  for (const text of ['Who sails to Mars?', 'href="/inferences/r1"', '7×', 'status=declined'])
    expect(shown).toContain(text);
  expect(unanswered({ count: 9, questions: null, examined: null })).toContain('9 questions found no answer');
  expect(unanswered({ count: 0, questions: [], examined: null })).toContain('Every question found an answer');
});

const objectives: ObjectiveList = {
  items: [
    {
      id: 'o1',
      endpoint: 'guide',
      environment: 'production',
      name: 'In time',
      kind: 'latency',
      target: 0.95,
      thresholdMs: 2000,
      windowDays: 28,
      createdAt: at,
      updatedAt: at,
      status: {
        good: 80,
        total: 100,
        state: 'missed',
        value: 0.8,
        budgetLeft: -3,
        failuresLeft: -15,
        burn: [{ seconds: 3600, rate: 4, total: 10 }],
        endsAt: null,
      },
    },
  ],
  more: false,
  without: [{ name: 'new-one', environment: 'production' }],
};
const objectivesPanel = (...permissions: Permission[]) =>
  page(
    <ObjectivesPanel
      query={{ endpoint: undefined, environment: undefined }}
      endpoints={overview.endpoints}
    />,
    permissions,
    (client) =>
      client.setQueryData(
        queryKeys.objectives.list({ endpoint: undefined, environment: undefined }),
        objectives,
      ),
  );

test('objectives say how they stand; the usual ones are offered to who may set them', () => {
  const reader = objectivesPanel('dashboards.read');
  for (const text of [
    'In time',
    '95 % of requests are answered within 2 s',
    'Missed',
    'overdrawn by 300 %',
    '4×',
  ])
    expect(reader).toContain(text);
  expect(reader).not.toContain('Add an objective');
  const engineer = objectivesPanel('dashboards.read', 'alerts.write');
  expect(engineer).toContain('Add the usual ones to new-one');
  expect(engineer).toContain('Add an objective');
});

test('reports say when they are due, and why one was not sent', () => {
  const list: ReportList = {
    mailConfigured: false,
    items: [
      {
        id: 'r1',
        name: 'Board',
        cadence: 'weekly',
        day: 1,
        hour: 8,
        timeZone: 'Europe/Berlin',
        endpoint: null,
        environment: 'production',
        addresses: [],
        enabled: true,
        stoppedWhy: null,
        nextAt: at,
        lastRun: { dueAt: at, state: 'skipped', why: 'No mail server is set up.' },
        updatedAt: at,
      },
    ],
  };
  const shown = page(<ReportsPanel endpoints={['guide']} />, ['dashboards.own'], (client) =>
    client.setQueryData(queryKeys.reports.list(), list),
  );
  for (const text of [
    'SLIPWAY_SMTP_URL',
    'Everything in production',
    'Every Monday at 08:00',
    'Skipped',
    'No mail server',
  ])
    expect(shown).toContain(text);
});
