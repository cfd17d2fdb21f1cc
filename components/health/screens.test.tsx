import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { NuqsTestingAdapter } from 'nuqs/adapters/testing';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test, vi } from 'vitest';
import { TooltipProvider } from '#components/ui/tooltip.tsx';
import type { Permission } from '#lib/access/schemas.ts';
import { queryKeys } from '#lib/client/query-keys.ts';
import { meWith } from '#lib/client/test-me.ts';
import type {
  CheckList,
  CheckRow,
  DependencyMap,
  MapNode,
  PublicStatus,
  StatusAdmin,
} from '#lib/health/schemas.ts';
import { ChecksTab } from './checks-tab.tsx';
import { MapList } from './map-list.tsx';
import { MapPicture } from './map-picture.tsx';
import { PublicStatusPage } from './public-status-page.tsx';
import { ServersTab } from './servers-tab.tsx';
import { StatusTab } from './status-tab.tsx';

vi.mock('next/navigation', () => ({ useRouter: () => ({ push: () => undefined }) }));

const at = '2026-05-01T10:00:00.000Z';
const check = (more: Partial<CheckRow> = {}): CheckRow => ({
  id: '01a1fd0d-955c-70c0-9c7c-21ff9bf6f950',
  name: 'The guide answers',
  kind: 'question',
  subject: 'guide-chat',
  environment: 'production',
  definition: {
    kind: 'question',
    endpoint: 'guide-chat',
    question: 'What is a snapshot?',
    version: null,
    expect: { contains: [], matches: null, declines: null, cites: null },
    maxLatencyMs: null,
  },
  schedule: { everyMinutes: 5 },
  timeoutMs: 30_000,
  failAfter: 2,
  recoverAfter: 1,
  enabled: true,
  state: 'up',
  since: at,
  streak: 3,
  overdue: false,
  nextAt: at,
  last: { at, passed: true, latencyMs: 812, message: 'Answered as expected by main.', requestId: null },
  automatic: false,
  updatedAt: at,
  uptime: 0.9994,
  bars: [
    { from: at, to: '2026-05-01T10:30:00.000Z', passed: 6, failed: 0, down: false },
    { from: '2026-05-01T10:30:00.000Z', to: '2026-05-01T11:00:00.000Z', passed: 5, failed: 1, down: false },
    { from: '2026-05-01T11:00:00.000Z', to: '2026-05-01T11:30:00.000Z', passed: 0, failed: 0, down: false },
  ],
  ...more,
});

function page(screen: ReactNode, permissions: Permission[], fill: (client: QueryClient) => void): string {
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

const list = (items: CheckRow[], counts: CheckList['counts'], unwatched: string[] = []): CheckList => ({
  items,
  total: items.length,
  counts,
  unwatched,
});

const checksPage = (data: CheckList, ...permissions: Permission[]) =>
  page(<ChecksTab />, permissions, (client) =>
    client.setQueryData(
      queryKeys.health.list({
        what: 'checks',
        q: '',
        kind: undefined,
        state: undefined,
        endpoint: undefined,
        environment: undefined,
        range: '24h',
        page: 1,
        pageSize: 50,
      }),
      data,
    ),
  );

test('how it is comes first, then every check with its bars in words', () => {
  const html = checksPage(
    list([check({ state: 'down', streak: -4, name: 'Broken' }), check({ id: 'b' })], {
      up: 1,
      down: 1,
      unknown: 0,
    }),
    'dashboards.read',
  );
  expect(html).toContain('Not well');
  expect(html).toContain('1 down, 1 check up');
  expect(html).toContain('Uptime of Broken over 24 hours: failures in 1 of 3 periods, nothing known of 1');
  expect(html).not.toContain('Add check');
});

test('one failure is told before it is an outage; what is off or not run is not up', () => {
  const html = checksPage(
    list(
      [
        check({ id: '1', streak: -1 }),
        check({ id: '2', enabled: false, state: 'unknown' }),
        check({ id: '3', overdue: true, state: 'unknown' }),
        check({ id: '4', state: 'unknown', streak: 0, last: null, uptime: null }),
      ],
      { up: 1, down: 0, unknown: 3 },
    ),
    'dashboards.read',
  );
  for (const word of ['Failing', 'Off', 'Not run', 'Not run yet', 'Not yet'])
    expect(html).toContain(`>${word}<`);
});

test('endpoints that nobody asks are offered to who may set it up', () => {
  const html = checksPage(
    list([], { up: 0, down: 0, unknown: 0 }, ['support']),
    'dashboards.read',
    'health.write',
  );
  expect(html).toContain('Ask support');
  expect(html).toContain('Add check');
});

const node = (id: string, more: Partial<MapNode>): MapNode => ({
  id,
  kind: 'endpoint',
  label: id.split(':')[1] ?? id,
  detail: 'production',
  own: 'up',
  state: 'up',
  why: '',
  href: '/endpoints/guide-chat',
  ...more,
});

const map: DependencyMap = {
  nodes: [
    node('endpoint:guide-chat', { state: 'degraded', why: 'main is down: fallbacks answer.' }),
    node('entity:guide-chat/main', { kind: 'entity', state: 'down', label: 'main' }),
    node('entity:guide-chat/spare', { kind: 'entity', label: 'spare' }),
    node('provider:openai', { kind: 'provider', state: 'down', why: 'It hangs.' }),
  ],
  edges: [
    { from: 'endpoint:guide-chat', to: 'entity:guide-chat/main', kind: 'serves', share: 100 },
    { from: 'entity:guide-chat/main', to: 'entity:guide-chat/spare', kind: 'fallback', share: null },
    { from: 'entity:guide-chat/main', to: 'provider:openai', kind: 'asks', share: null },
  ],
  more: false,
};

test('the picture and the list tell the same, with words and not by colour alone', () => {
  for (const html of [
    page(<MapPicture map={map} />, [], () => undefined),
    renderToStaticMarkup(<MapList map={map} />),
  ]) {
    for (const word of ['guide-chat', 'main', 'spare', 'openai', 'Degraded', 'Down', 'Up'])
      expect(html).toContain(word);
    expect(html).not.toContain('NaN');
  }
  expect(renderToStaticMarkup(<MapList map={map} />)).toContain('serves 100 %');
});

test('fallbacks that lead back to each other end', () => {
  const circle = {
    ...map,
    edges: [
      ...map.edges,
      {
        ...map.edges[1],
        from: 'entity:guide-chat/spare',
        to: 'entity:guide-chat/main',
        kind: 'fallback' as const,
        share: null,
      },
    ],
  };
  expect(renderToStaticMarkup(<MapList map={circle} />)).toContain('spare');
});

const status: PublicStatus = {
  title: 'Acme help',
  intro: '',
  state: 'degraded',
  at,
  entries: [
    { name: 'Help desk', state: 'degraded', uptime: 0.98, days: [{ day: '2026-05-01', share: null }] },
  ],
  incidents: [
    {
      title: 'Slow <b>answers</b>',
      startedAt: at,
      resolvedAt: null,
      updates: [{ stage: 'investigating', text: 'Looking into it.', at }],
    },
  ],
};

test('the public page shows what it is given, and runs nothing of it', () => {
  const html = renderToStaticMarkup(<PublicStatusPage status={status} />);
  expect(html).toContain('Some things do not work as they should');
  expect(html).toContain('98 % of checks passed');
  expect(html).toContain('2026-05-01 10:00 UTC');
  expect(html).toContain('Slow &lt;b&gt;answers');
});

test('who may only read the settings of the status page cannot save them', () => {
  const admin: StatusAdmin = {
    settings: { enabled: false, title: 'Status', intro: '', entries: [{ endpoint: 'a', publicName: 'A' }] },
    notices: [],
  };
  const fill = (client: QueryClient) => client.setQueryData(queryKeys.health.list({ what: 'status' }), admin);
  const reads = page(<StatusTab />, ['telemetry.read'], fill);
  expect(reads).toContain('There is no status page');
  expect(reads).not.toContain('Save status page');
  expect(page(<StatusTab />, ['telemetry.read', 'telemetry.write'], fill)).toContain('Save status page');
});

test('a server that could not be read says why', () => {
  const html = page(<ServersTab />, ['telemetry.read'], (client) =>
    client.setQueryData(queryKeys.health.list({ what: 'servers' }), {
      items: [
        {
          id: 's',
          name: 'GPU box',
          url: 'http://10.0.0.5:8000/metrics',
          hasToken: true,
          allowPrivateNetwork: true,
          metrics: [],
          everySeconds: 30,
          enabled: true,
          lastAt: at,
          lastValues: null,
          lastError: '10.0.0.5:8000 did not answer within 8 s.',
          updatedAt: at,
        },
      ],
    }),
  );
  expect(html).toContain('Failed');
  expect(html).toContain('did not answer within 8 s');
});
