import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { NuqsTestingAdapter } from 'nuqs/adapters/testing';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { TooltipProvider } from '#components/ui/tooltip.tsx';
import type { Permission } from '#lib/access/schemas.ts';
import { queryKeys } from '#lib/client/query-keys.ts';
import { meWith } from '#lib/client/test-me.ts';
import {
  type ColumnDetail,
  columnDetailSchema,
  type IndexHealth,
  type MonitorHistory,
  type MonitorRunDetail,
} from '#lib/monitors/schemas.ts';
import { ColumnView } from './column-view.tsx';
import { CustomPanel } from './custom-panel.tsx';
import { DistributionBars } from './distribution-bars.tsx';
import { DriftPage } from './drift-page.tsx';
import { IndexDetail } from './index-detail.tsx';
import { IndexesPanel } from './indexes-panel.tsx';
import { MonitorCard } from './monitor-card.tsx';
import { MonitorDetail } from './monitor-detail.tsx';
import { RunVerdicts } from './run-verdicts.tsx';
import { id, monitor, run, runId } from './test-monitor.ts';

const history: MonitorHistory = {
  monitor,
  runs: [run],
  columns: [
    {
      column: 'answer_length',
      label: 'Answer length',
      cells: [{ runId, verdict: 'drift', size: 'large', effect: 0.9 }],
    },
    { column: 'latency', label: 'Latency', cells: [] },
    {
      column: 'language',
      label: 'Language',
      cells: [{ runId, verdict: 'drift', size: 'large', effect: 0.3 }],
    },
  ],
};

function render(
  node: ReactNode,
  permissions: Permission[],
  seed: (client: QueryClient) => void = () => undefined,
  search = '',
): string {
  const client = new QueryClient();
  client.setQueryData(queryKeys.me.all, meWith(...permissions));
  seed(client);
  return renderToStaticMarkup(
    <QueryClientProvider client={client}>
      <NuqsTestingAdapter searchParams={search}>
        <TooltipProvider>{node}</TooltipProvider>
      </NuqsTestingAdapter>
    </QueryClientProvider>,
  );
}

test('a monitor says what drifted in a sentence, before how many columns are steady', () => {
  const html = render(<MonitorCard monitor={monitor} onOpen={() => undefined} />, ['dashboards.read']);
  expect(html).toContain('Answers became 38 % longer');
  expect(html).toContain('large drift');
  expect(html).toContain('1 of 2 columns are steady.');
  expect(html).not.toContain('Calm.');
  expect(html).toContain('Since 18 Nov.');
  expect(html).toContain('Drift in 1 of the last 2 days');
  const bare = { ...monitor, lastRun: null, verdicts: [], recent: [] };
  expect(render(<MonitorCard monitor={bare} onOpen={() => undefined} />, [])).toContain(
    'Nothing has been compared yet',
  );
  const quiet = {
    ...monitor,
    lastRun: { ...run, rows: 3 },
    verdicts: monitor.verdicts.map((one) => ({ ...one, verdict: 'too-few' as const })),
  };
  expect(render(<MonitorCard monitor={quiet} onOpen={() => undefined} />, [])).toContain(
    'the last day has 3 requests, and 30 are needed',
  );
});

test('numbers are drawn as a histogram with a table, and what is undrawn as nothing', () => {
  const numbers = { edges: [1, 2, 3], labels: null, baseline: [5, 5, 0, 0], current: [0, 0, 5, 5] };
  const html = renderToStaticMarkup(<DistributionBars distributions={numbers} unit="milliseconds" />);
  expect(html).toContain('As a table');
  expect(html).toContain('2 ms – 3 ms: baseline 0 %, this window 50 %');
});

test('the strip tells each cell in words; changing is for those who may', () => {
  const seed = (client: QueryClient) => client.setQueryData(queryKeys.monitors.item(id, 'history'), history);
  const reader = render(<MonitorDetail id={id} />, ['dashboards.read'], seed);
  expect(reader).toContain('Answer length, 20 Nov: large drift');
  expect(reader).toContain('run every day at 01:15, UTC');
  expect(reader).not.toContain('Run now');
  const writer = render(<MonitorDetail id={id} />, ['dashboards.read', 'monitors.write'], seed);
  expect(writer).toContain('Run now');
  expect(writer, 'an endpoint keeps its own monitor').not.toContain('Delete monitor');
});

test('a link to a window older than the strip leads to that window, not to the last', () => {
  const old = '01a1fd0d-955c-70c0-9c7c-21ff9bf6f900';
  const seed = (client: QueryClient) => {
    client.setQueryData(queryKeys.monitors.item(id, 'history'), history);
    client.setQueryData(queryKeys.monitors.item(id, 'run', runId), windowOf('Of the last window.'));
    client.setQueryData(queryKeys.monitors.item(id, 'run', old), windowOf('Of the old window.'));
  };
  const html = render(<MonitorDetail id={id} />, ['dashboards.read'], seed, `?run=${old}`);
  expect(html).toContain('Of the old window.');
  expect(html).not.toContain('Of the last window.');
});

const windowOf = (words: string): MonitorRunDetail => ({
  monitor: { id, name: monitor.name, endpoint: monitor.endpoint },
  run: { ...run, baselineSampled: 900, slicesLeft: 0, baselineStart: null, baselineEnd: null },
  verdicts: monitor.verdicts.slice(0, 1).map((verdict) => ({ ...verdict, words })),
});

const profile = {
  kind: 'category',
  count: 10,
  nulls: 1,
  notFinite: 0,
  distinct: 2,
  numbers: null,
  lengths: null,
  frequent: [],
} as const;
const detail: ColumnDetail = columnDetailSchema.parse({
  column: 'language',
  label: 'Language',
  unit: null,
  slice: '',
  profile,
  finding: {
    kind: 'category',
    test: 'chi-squared',
    statistic: 9,
    pValue: 0.00001,
    effectMeasure: 'jensen-shannon',
    effect: 0.3,
    rows: { baseline: 9, current: 9 },
    missing: { baseline: 0.1, current: 0.1, pValue: 1 },
    measures: {
      kolmogorovSmirnov: null,
      chiSquared: 9,
      wasserstein: null,
      jensenShannon: 0.3,
      populationStability: 0.4,
      totalVariation: 0.2,
    },
    distributions: { edges: null, labels: ['en', 'de'], baseline: [8, 1], current: [4, 5] },
    adjustedPValue: 0.0001,
    verdict: 'drift',
    size: 'large',
    words: 'Languages shifted: de 11 % → 56 %, en 89 % → 44 %; a change of this size is large.',
    baseline: profile,
  },
  examples: [{ requestId: runId, question: 'Wie reinige ich die Pumpe?', value: 'de' }],
});

test('a window says what moved, folds the rest away, and tells that it looked at a part', () => {
  const all = windowOf('');
  const detail = {
    ...all,
    run: { ...all.run, rows: 50_000, sampled: 10_000, slicesLeft: 3 },
    verdicts: monitor.verdicts,
  };
  const html = render(
    <RunVerdicts monitor={monitor} runId={runId} onOpen={() => undefined} />,
    [],
    (client) => client.setQueryData(queryKeys.monitors.item(id, 'run', runId), detail),
  );
  expect(html.indexOf('38 % longer')).toBeLessThan(html.indexOf('<details'));
  expect(html.indexOf('Calm.')).toBeGreaterThan(html.indexOf('<details'));
  expect(html).toContain('1 steady');
  expect(html).toContain('10,000 of its rows were looked at');
  expect(html).toContain('3 rarer values of slices were left out');
  expect(html).not.toContain('of the baseline’s');
});

test('a column shows both distributions in numbers too, how it was judged, and leads to its rows', () => {
  const at = { runId, column: 'language', slice: '' };
  const html = render(
    <ColumnView monitor={monitor} at={at} onClose={() => undefined} />,
    ['dashboards.read', 'inferences.read'],
    (client) => {
      client.setQueryData(queryKeys.monitors.item(id, 'run', runId, 'language', ''), detail);
      client.setQueryData(queryKeys.monitors.item(id, 'history'), history);
    },
  );
  expect(html).toContain('Languages shifted');
  expect(html).toContain('88.9 %');
  expect(html).toContain('55.6 %');
  expect(html).toContain('p &lt; 0.0001');
  expect(html, 'how much').toContain('Size of the change: large');
  expect(html, 'since when').toContain('since 20 Nov');
  expect(html, 'an example').toContain('Wie reinige ich die Pumpe?');
  expect(html).toContain('/inferences?endpoint=support&amp;from=2026-11-20T00%3A00%3A00.000Z');
});

test('distributions of nothing are nothing, and never a division by zero', () => {
  const nothing = { edges: [1], labels: null, baseline: [0, 0], current: [0, 0] };
  const html = renderToStaticMarkup(<DistributionBars distributions={nothing} unit={null} />);
  expect(html).not.toMatch(/NaN|Infinity/);
});

test('tabs are for those who may see what is behind them', () => {
  expect(render(<DriftPage />, ['dashboards.read', 'knowledge.read'])).toContain('Indexes');
  expect(render(<DriftPage />, ['dashboards.read'])).not.toContain('Indexes');
});

test('metrics show their formula, and that one fails', () => {
  const metric = {
    id,
    endpoint: 'support',
    name: 'Slow',
    description: '',
    kind: 'row',
    formula: 'latency > 2000',
    aggregation: 'share',
    granularity: 'hour',
    enabled: true,
    computedThrough: null,
    error: 'There is no "latency".',
    updatedAt: run.windowEnd,
  };
  const query = { of: 'custom', page: 1, pageSize: 50 };
  const html = render(<CustomPanel />, ['dashboards.read'], (client) =>
    client.setQueryData(queryKeys.monitors.list(query), { items: [metric], total: 1 }),
  );
  expect(html).toContain('share of latency &gt; 2000');
  expect(html).toContain('failing');
  expect(html).not.toContain('New metric');
  expect(render(<CustomPanel />, ['dashboards.read', 'monitors.write'])).toContain('New metric');
});

const health: IndexHealth = {
  name: 'guide',
  publishedAt: run.windowEnd,
  chunks: 1200,
  questions: 40,
  coverage: 0.75,
  surveyedAt: run.windowEnd,
  survey: {
    snapshot: 3,
    chunks: 1200,
    looked: 1200,
    duplicates: 2,
    groups: [
      {
        kind: 'same',
        count: 3,
        places: [
          { document: 'a.pdf', page: 2 },
          { document: 'b.md', page: null },
        ],
      },
    ],
    orphans: 0,
    orphanDocuments: [],
  },
};

test('an index says what it covers, what is missing and what stands in it twice', () => {
  const list = render(<IndexesPanel />, ['knowledge.read'], (client) =>
    client.setQueryData(queryKeys.monitors.list({ of: 'indexes' }), {
      items: [health],
      poorBelow: 0.35,
      days: 7,
    }),
  );
  expect(list).toContain('75 %');
  const topic = {
    terms: ['canteen', 'open'],
    endpoint: 'support',
    questions: 12,
    poor: 9,
    declined: 8,
    score: 0.12,
    examples: [{ requestId: runId, question: 'When is the canteen open?' }],
  };
  const html = render(<IndexDetail name="guide" health={health} />, ['knowledge.read'], (client) =>
    client.setQueryData(queryKeys.monitors.item('guide', 'coverage'), {
      topics: [topic],
      poorBelow: 0.35,
      days: 7,
    }),
  );
  expect(html).toContain('canteen, open');
  expect(html).toContain('9 of 12 questions found nothing good');
  expect(html).toContain('When is the canteen open?');
  expect(html).toContain('a.pdf, page 2 · b.md');
});
