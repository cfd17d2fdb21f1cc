/** The screens as a server renders them from what the queries know. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { NuqsTestingAdapter } from 'nuqs/adapters/testing';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test, vi } from 'vitest';
import { TooltipProvider } from '#components/ui/tooltip.tsx';
import { queryKeys } from '#lib/client/query-keys.ts';
import { meWith } from '#lib/client/test-me.ts';
import type { Experiment, RunComparison } from '#lib/tracking/schemas.ts';
import { CompareRunsPage } from './compare-runs-page.tsx';
import { ExperimentPage } from './experiment-page.tsx';
import { ExperimentsPage } from './experiments-page.tsx';
import { RunPage } from './run-page.tsx';
import { aMetric, aRunDetail } from './test-run.ts';

vi.mock('next/navigation', () => ({ useRouter: () => ({ push: () => undefined }) }));

const at = '2026-11-20T10:00:00.000Z';
const experiment: Experiment = {
  id: '1',
  name: 'faq tuning',
  description: 'Which depth is enough?',
  lifecycle: 'active',
  tags: { team: 'search', 'mlflow.note.content': 'Which depth is enough?' },
  runs: 2,
  lastRunAt: at,
  createdAt: at,
  updatedAt: at,
};
const first = aRunDetail(1, {
  metrics: [aMetric('accuracy', 0.91, 19), aMetric('loss', 0.2, 19)],
  params: { model: 'small', top_k: '5' },
  tags: { team: 'search', 'mlflow.source.name': 'train.py', 'mlflow.source.type': 'LOCAL' },
  versions: [{ model: 'faq', version: 4, stage: 'staging', createdAt: at }],
});
const second = aRunDetail(2, {
  status: 'FAILED',
  metrics: [aMetric('accuracy', 0.87, 19), aMetric('loss', 0.1, 19)],
  params: { model: 'large', top_k: '5' },
});
const runs = [first, second];
const comparison: RunComparison = {
  runs,
  params: [
    { key: 'top_k', values: ['5', '5'], differs: false },
    { key: 'model', values: ['small', 'large'], differs: true },
  ],
  metrics: [
    { key: 'accuracy', values: [0.91, 0.87], differs: true },
    { key: 'loss', values: [0.2, 0.1], differs: true },
  ],
  tags: [{ key: 'team', values: ['search', null], differs: true }],
};
const page = {
  q: '',
  orderBy: 'attributes.start_time DESC',
  lifecycle: 'active',
  limit: 50,
  cursor: undefined,
};

function render(screen: ReactNode, search = '', experiments = [experiment]): string {
  const client = new QueryClient();
  const ids = runs.map(({ id }) => id);
  const me = meWith('runs.read', 'runs.write', 'models.write', 'keys.own');
  client.setQueryData(queryKeys.me.all, me);
  client.setQueryData(queryKeys.experiments.list(), { items: experiments });
  client.setQueryData(queryKeys.experiments.item('1'), experiments[0]);
  client.setQueryData(queryKeys.runs.list({ experimentId: '1', ...page }), { items: runs, next: null });
  client.setQueryData(queryKeys.runs.item(first.id), first);
  client.setQueryData(queryKeys.runs.item('compare', ids), comparison);
  const loss = { runId: first.id, key: 'loss', total: 20, values: [3, 2, 1] };
  client.setQueryData(queryKeys.runs.item('trends', ids, ['accuracy', 'loss']), { items: [loss] });
  client.setQueryData(queryKeys.runs.item('trends', ids, undefined), { items: [loss] });
  client.setQueryData(queryKeys.runs.item('trends', [first.id], undefined), { items: [loss] });
  return renderToStaticMarkup(
    <QueryClientProvider client={client}>
      <NuqsTestingAdapter searchParams={search}>
        <TooltipProvider>{screen}</TooltipProvider>
      </NuqsTestingAdapter>
    </QueryClientProvider>,
  );
}

function expectTexts(html: string, texts: readonly string[]): void {
  const text = html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
  for (const wanted of texts) expect(text).toContain(wanted);
}

test('the list says what there is; without any run it says how to log one', () => {
  const html = render(<ExperimentsPage />);
  expectTexts(html, ['faq tuning', 'Which depth is enough?', 'team=search']);
  expect(html).not.toContain('MLFLOW_TRACKING_URI');
  const empty = render(<ExperimentsPage />, '', [{ ...experiment, runs: 0, lastRunAt: null }]);
  expectTexts(empty, ['MLFLOW_TRACKING_URI', 'MLFLOW_TRACKING_TOKEN', 'Create an API key']);
});

test('the runs of an experiment have their metrics with curves and their parameters as columns', () => {
  const html = render(<ExperimentPage id="1" />, `chosen=${first.id},${second.id}`);
  expectTexts(html, ['run-1', 'finished', 'failed', '5 min', '0.91', 'large', 'Compare 2 runs']);
  expect(html).toContain('aria-label="loss over 20 points"');
});

test('a run says what it was, what was logged and which versions came from it', () => {
  const html = render(<RunPage id={first.id} />);
  expectTexts(html, [
    'faq tuning',
    'train.py, a local script',
    'faq version 4',
    'staging',
    'Register a version from this run',
    '1 of 1 metric',
  ]);
  expectTexts(render(<RunPage id={first.id} />, 'tab=params'), ['model small', 'top_k 5']);
});

test('a comparison has differences first and marks the best in the right direction', () => {
  const html = render(<CompareRunsPage />, `runs=${first.id},${second.id}`);
  expectTexts(html, ['1 of 2 differs; those come first.']);
  expect(html.indexOf('>model<')).toBeLessThan(html.indexOf('>top_k<'));
  expect(html).toMatch(/aria-label="best".{0,500}?0\.91<.*aria-label="best".{0,500}?0\.1</s);
  expect(html).toContain('loss: lower is better; press for higher');
  expectTexts(render(<CompareRunsPage />, `runs=${first.id}`), ['Choose 2 to 10 runs']);
});
