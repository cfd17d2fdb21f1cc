import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { NuqsTestingAdapter } from 'nuqs/adapters/testing';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test, vi } from 'vitest';
import { TooltipProvider } from '#components/ui/tooltip.tsx';
import type { Permission } from '#lib/access/schemas.ts';
import { type AlertDetail, type Rule, ruleDocumentSchema } from '#lib/alerts/schemas.ts';
import { queryKeys } from '#lib/client/query-keys.ts';
import { meWith } from '#lib/client/test-me.ts';
import { AdvancedFields } from './advanced-fields.tsx';
import { AlertBadge } from './alert-badge.tsx';
import { AlertDetails } from './alert-details.tsx';
import { AlertList } from './alert-list.tsx';
import { BurnFields } from './burn-fields.tsx';
import { NotifyFields } from './notify-fields.tsx';
import { labelProblems, ProblemsProvider } from './problems.ts';
import { RulesTab } from './rules-tab.tsx';
import { SignalFields } from './signal-fields.tsx';
import { TimesFields } from './times-fields.tsx';

vi.mock('next/navigation', () => ({ useRouter: () => ({ push: () => undefined }) }));

const at = '2026-11-01T10:00:00.000Z';
const alert: AlertDetail = {
  id: '01a1fd0d-955c-70c0-9c7c-21ff9bf6f950',
  ruleId: '01a1fd0d-955c-70c0-9c7c-21ff9bf6f951',
  rule: 'Answers are slow',
  endpoint: 'guide',
  group: 'guide v2',
  labels: { version: '2' },
  severity: 'critical',
  cause: 'condition',
  state: 'firing',
  summary: 'Latency P95 of guide v2 is 19 s (limit 15 s) over 10 min, from 40 measured.',
  value: 19_000,
  threshold: 15_000,
  unit: 'milliseconds',
  startedAt: at,
  firedAt: at,
  resolvedAt: null,
  acknowledged: null,
  assignee: { id: 'u', name: 'Ada' },
  silenced: false,
  description: 'One answer in twenty takes longer.',
  runbook: 'https://wiki.example.com/slow',
  timeline: [
    {
      id: 'c',
      at,
      kind: 'change',
      text: 'Configuration 7 was put in force',
      by: 'Bo',
      href: '/endpoints/guide',
    },
    { id: 'e', at, kind: 'fired', text: 'Latency', by: null, href: null },
  ],
  rowsHref: '/inferences?endpoint=guide&version=2&minMs=15000',
  seeAlso: { label: 'See what changed', href: '/drift?monitor=m' },
  action: null,
  may: { acknowledge: true },
};

const document = ruleDocumentSchema.parse({
  signal: {
    kind: 'metric',
    expression: { metric: 'latency', aggregation: 'p95', endpoint: 'guide', groupBy: 'version' },
    windowSeconds: 600,
    condition: { kind: 'above', threshold: 15_000 },
  },
});
const rule: Rule = {
  ...{
    id: 'r',
    name: 'Answers are slow',
    endpoint: 'guide',
    enabled: true,
    document,
    revision: 3,
    template: null,
  },
  ...{
    createdBy: 'Ada',
    createdAt: at,
    updatedAt: at,
    evaluatedAt: at,
    evaluationMs: 4,
    health: 'ok',
    healthMessage: '',
  },
  ...{ state: 'firing', groups: { firing: 1 }, recent: [1000, null, 19_000], mayChange: true },
};

function page(screen: ReactNode, permissions: Permission[], data: [readonly unknown[], unknown][]): string {
  const client = new QueryClient();
  client.setQueryData(queryKeys.me.all, meWith(...permissions));
  for (const [key, value] of data) client.setQueryData(key, value);
  return renderToStaticMarkup(
    <QueryClientProvider client={client}>
      <NuqsTestingAdapter>
        <TooltipProvider>{screen}</TooltipProvider>
      </NuqsTestingAdapter>
    </QueryClientProvider>,
  );
}

const listKey = queryKeys.alerts.list({ what: 'alerts', state: 'open', page: 1, pageSize: 25 });

test('what fires says what, where, since when and who has it', () => {
  const list = <AlertList state="open" onOpen={() => undefined} />;
  const html = page(list, ['dashboards.read'], [[listKey, { items: [alert], total: 1 }]]);
  for (const words of ['Critical', 'Answers are slow', 'guide', 'Firing', '19 s', 'Ada'])
    expect(html).toContain(words);
  expect(page(list, ['dashboards.read'], [[listKey, { items: [], total: 0 }]])).toContain('Nothing fires');
});

test('an alert leads to its rows, its runbook and what changed, and lets who may take care of it', () => {
  const seen = (permissions: Permission[], acknowledge: boolean) =>
    page(<AlertDetails id={alert.id} />, permissions, [
      [queryKeys.alerts.item(alert.id), { ...alert, may: { acknowledge } }],
    ]);
  const engineer = seen(['dashboards.read', 'inferences.read', 'alerts.acknowledge'], true);
  for (const words of [
    '/inferences?endpoint=guide&amp;version=2&amp;minMs=15000',
    'See what changed',
    'Runbook at wiki.example.com',
    'Configuration 7 was put in force',
    'Acknowledge',
    'Silence',
    'Write note',
  ]) {
    expect(engineer).toContain(words);
  }
  const reader = seen(['dashboards.read'], false);
  expect(reader).not.toContain('Acknowledge');
  expect(reader).not.toContain('/inferences');
});

test('the rules stand in a table with what they ask and their last value', () => {
  const key = queryKeys.alerts.list({ what: 'rules', search: '', page: 1, pageSize: 50 });
  const tab = <RulesTab onEdit={() => undefined} onAdd={null} />;
  const html = page(tab, ['dashboards.read'], [[key, { items: [rule], total: 1 }]]);
  for (const words of ['above 15 s over 10 min', 'Firing', 'last values, now 19 s'])
    expect(html).toContain(words);
});

test('the form shows every part of a rule', () => {
  const fields = (
    <>
      <SignalFields signal={document.signal} range={{ from: at, to: at }} onChange={() => undefined} />
      <TimesFields document={document} onChange={() => undefined} />
      <NotifyFields document={document} onChange={() => undefined} />
    </>
  );
  const receivers = { items: [{ id: 'c', name: 'On call', kind: 'pagerduty' }] };
  const html = page(fields, ['alerts.write'], [[queryKeys.alerts.list({ what: 'receivers' }), receivers]]);
  for (const words of [
    'Over the last',
    'Threshold, ms',
    '15000',
    'Fires when wrong for',
    'On call (pagerduty)',
  ]) {
    expect(html).toContain(words);
  }
});

test('what most rules leave alone says how it stands, and each wrong field says why', () => {
  const labels = [
    { name: 'team', value: 'search' },
    { name: 'endpoint', value: 'guide' },
  ];
  const fields = (
    <ProblemsProvider value={labelProblems(labels)}>
      <AdvancedFields
        document={document}
        onChange={() => undefined}
        labels={labels}
        onLabels={() => undefined}
        wrong
      />
    </ProblemsProvider>
  );
  const html = page(fields, ['alerts.write'], []);
  for (const words of [
    'Told together within 1 min · said again every 4 h · labels team: search, endpoint: guide',
    'Usually 1 min.',
    '&quot;endpoint&quot; is set by what fires',
  ]) {
    expect(html).toContain(words);
  }
});

test('an objective is watched over windows that can be changed, each with what it means', () => {
  const windows = [{ burn: 14.4, longSeconds: 3600, shortSeconds: 300 }];
  const html = page(<BurnFields windows={windows} onChange={() => undefined} />, ['alerts.write'], []);
  expect(html).toContain('2 % of the budget of 30 days is used in 1 h');
  expect(html).toContain('Use the usual three');
  expect(html, 'the last pair stays').not.toContain('Remove pair');
});

test('the badge counts what is open, and is not there when nothing is', () => {
  const key = queryKeys.alerts.list({ what: 'count' });
  const badge = (open: number) =>
    page(
      <AlertBadge collapsed={false} />,
      ['dashboards.read'],
      [[key, { open, critical: 0, unacknowledged: open }]],
    );
  expect(badge(3)).toContain('3 open');
  expect(badge(0)).toBe('');
});
