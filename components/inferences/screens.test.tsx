import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { NuqsTestingAdapter } from 'nuqs/adapters/testing';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test, vi } from 'vitest';
import { DatasetList } from '#components/datasets/dataset-list.tsx';
import { DatasetPage } from '#components/datasets/dataset-page.tsx';
import { TooltipProvider } from '#components/ui/tooltip.tsx';
import type { Permission } from '#lib/access/schemas.ts';
import { queryKeys } from '#lib/client/query-keys.ts';
import { meWith } from '#lib/client/test-me.ts';
import type { DatasetItem } from '#lib/datasets/schemas.ts';
import type { InferenceSummary } from '#lib/inference/schemas.ts';
import type { Problem, Topic } from '#lib/triage/schemas.ts';
import { InferencePage } from './inference-page.tsx';

vi.mock('next/navigation', () => ({ useRouter: () => ({ push: () => undefined }) }));

const at = '2026-11-01T10:00:00.000Z';
const requestId = '01a1fd0d-955c-70c0-9c7c-21ff9bf6f950';
const labelId = '01a1fd0d-955c-70c0-9c7c-21ff9bf6f951';

const row: InferenceSummary = {
  requestId,
  at,
  status: 'declined',
  httpStatus: 200,
  source: 'chat',
  traffic: 'live',
  endpoint: 'assistant',
  environment: 'production',
  model: 'guide',
  version: 3,
  alias: 'champion',
  configNumber: 1,
  intendedEntity: 'main',
  servedEntity: 'main',
  unitKind: 'user',
  routingRule: null,
  cache: 'off',
  shadowOf: null,
  shadowSimilarity: null,
  knowledge: 'guide',
  snapshot: 4,
  requester: { kind: 'user', id: null, name: 'Ada' },
  conversationId: null,
  question: 'Can I cancel my order?',
  output: '',
  totalMs: 1200,
  timeToFirstTokenMs: null,
  inputTokens: 10,
  outputTokens: 2,
  cost: '1000000',
  thumb: 'down',
  stars: null,
  errorCode: null,
  language: 'en',
  retrievalScore: 0.21,
  passages: 4,
  sentences: null,
  supportedSentences: null,
  labels: [labelId],
  topic: 4,
  done: true,
};
const topic: Topic = {
  number: 4,
  terms: ['cancel', 'order'],
  requests: 120,
  trend: [1, 2, 117],
  ratings: 8,
  satisfaction: { value: 0.25, low: 0.05, high: 0.6 },
  declinedRate: 0.4,
  retrievalScore: 0.3,
  examples: [{ requestId, question: row.question }],
};
const problem: Problem = {
  requestId,
  requestIds: [requestId],
  question: row.question,
  endpoint: 'assistant',
  topic: 4,
  terms: topic.terms,
  count: 3,
  askers: 2,
  score: 17,
  reasons: { declined: 3, thumbsDown: 1 },
  lastAt: at,
};
const item: DatasetItem = {
  id: labelId,
  requestId,
  endpoint: 'assistant',
  question: row.question,
  answer: 'No.',
  expected: null,
  labels: ['urgent'],
  topic: 4,
  withheld: false,
  addedBy: 'Ada',
  createdAt: at,
  updatedAt: at,
};
const dataset = {
  id: labelId,
  name: 'Refunds',
  description: 'What went wrong.',
  items: 1,
  expected: 0,
  createdBy: 'Ada',
  createdAt: at,
  updatedAt: at,
};

function html(screen: ReactNode, searchParams: string, permissions: Permission[]): string {
  const client = new QueryClient();
  const known: [readonly unknown[], unknown][] = [
    [queryKeys.inferences.lists, { items: [row], next: null }],
    [
      queryKeys.labels.lists,
      { items: [{ id: labelId, name: 'urgent', colour: 'red', shortcut: 1, requests: 1 }] },
    ],
    [queryKeys.views.lists, { items: [] }],
    [queryKeys.endpoints.lists, { items: [{ name: 'assistant' }] }],
    [
      queryKeys.topics.lists,
      {
        state: 'done',
        progress: 100,
        error: null,
        space: 'words',
        questions: 99,
        finishedAt: at,
        items: [topic],
      },
    ],
    [queryKeys.problems.lists, { items: [problem], looked: 50_000, bounded: true }],
    [queryKeys.datasets.lists, { items: [dataset], total: 1 }],
    [queryKeys.datasets.item(labelId), dataset],
    [queryKeys.datasets.item(labelId, 'items'), { items: [item], next: null, total: 1 }],
  ];
  for (const [key, initialData] of known) client.setQueryDefaults(key, { initialData });
  client.setQueryData(queryKeys.me.all, meWith(...permissions));
  return renderToStaticMarkup(
    <NuqsTestingAdapter searchParams={searchParams}>
      <QueryClientProvider client={client}>
        <TooltipProvider>{screen}</TooltipProvider>
      </QueryClientProvider>
    </NuqsTestingAdapter>,
  );
}

const engineer: Permission[] = [
  'endpoints.read',
  'inferences.read',
  'inferences.label',
  'datasets.read',
  'datasets.write',
  'dashboards.own',
];

test('the list says its filters in words, and labels and ticks its rows', () => {
  const page = html(
    <InferencePage />,
    `?minCitationSupport=0.5&maxMs=900&label=${labelId}&fallback=yes&errorCode=timeout`,
    engineer,
  );
  for (const said of [
    'Citation support ≥ 50 %',
    'Latency ≤ 900 ms',
    'Label: urgent',
    'Fallback answered: Yes',
    'Error code: timeout',
    'Remove all',
    'Can I cancel my order?',
    'aria-label="Done"',
    'Add all to dataset',
    'Views',
  ])
    expect(page).toContain(said);
});

test('who only reads is offered nothing to change', () => {
  const page = html(<InferencePage />, '', ['inferences.read']);
  expect(page).toContain('Can I cancel my order?');
  expect(page).not.toMatch(/Add all to dataset|aria-label="Choose /);
});

test('topics show what came of them and lead to their rows', () => {
  const page = html(<InferencePage />, '?tab=topics&range=30d', engineer);
  for (const said of [
    'cancel, order',
    '25 %',
    '5 %–60 %, 8 rated',
    '40 %',
    '0.30',
    'compared by words',
    'topic=4',
  ])
    expect(page).toContain(said);
});

test('problems say why, and how many were looked at', () => {
  const page = html(<InferencePage />, '?tab=problems', engineer);
  for (const said of ['3 × declined', 'thumbs down', '17', 'newest 50,000 requests'])
    expect(page).toContain(said);
});

test('datasets and their items', () => {
  expect(html(<DatasetList />, '', engineer)).toMatch(/Refunds.*New dataset|New dataset.*Refunds/s);
  const page = html(<DatasetPage id={labelId} />, '', engineer);
  for (const said of ['Refunds', 'Can I cancel my order?', 'not said yet', 'urgent'])
    expect(page).toContain(said);
  expect(html(<DatasetPage id={labelId} />, '', ['datasets.read'])).not.toContain('Delete dataset');
});
