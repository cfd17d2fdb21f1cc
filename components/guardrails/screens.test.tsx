import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { NuqsTestingAdapter } from 'nuqs/adapters/testing';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test, vi } from 'vitest';
import { TooltipProvider } from '#components/ui/tooltip.tsx';
import type { Permission } from '#lib/access/schemas.ts';
import { queryKeys } from '#lib/client/query-keys.ts';
import { meWith } from '#lib/client/test-me.ts';
import { type EndpointPolicy, type EventPage, policyDocumentSchema } from '#lib/guardrails/schemas.ts';
import { EndpointGuardrailsPage } from './endpoint-guardrails-page.tsx';
import { ReviewPage } from './review-page.tsx';

vi.mock('next/navigation', () => ({ useRouter: () => ({ push: () => undefined }) }));

const document = policyDocumentSchema.parse({
  input: {
    personalData: { email: 'mask' },
    banned: { action: 'block', topics: [{ name: 'rivals', words: ['Acme Corp'], patterns: [] }] },
  },
  message: 'Let us stay with the manual.',
});
const version = {
  number: 2,
  document,
  reason: 'OPS-7',
  createdBy: 'Ada',
  createdAt: '2026-11-01T10:00:00.000Z',
};
const policy: EndpointPolicy = {
  endpoint: 'support',
  environment: 'production',
  ...version,
  history: [version],
};

const event = {
  id: '01a1fd0d-955c-70c0-9c7c-21ff9bf6f950',
  at: '2026-11-01T10:00:00.000Z',
  requestId: '01a1fd0d-955c-70c0-9c7c-21ff9bf6f951',
  endpoint: 'support',
  knowledge: null,
  document: null,
  stage: 'output',
  guard: 'banned',
  kind: 'rivals',
  action: 'blocked',
  count: 1,
  excerpt: 'Better ask Acme Corp at [email].',
  policyNumber: 2,
  verdict: null,
  reviewedBy: null,
  reviewedAt: null,
} as const;
const held = {
  ...event,
  id: '01a1fd0d-955c-70c0-9c7c-21ff9bf6f952',
  requestId: null,
  endpoint: null,
  knowledge: 'guide',
  document: { id: 'd1', name: 'orders.md', revisionId: 'r1' },
  stage: 'ingestion',
  guard: 'injection',
  action: 'quarantined',
} as const;

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

const policyPage = (...permissions: Permission[]) =>
  page(<EndpointGuardrailsPage endpoint="support" />, permissions, (client) =>
    client.setQueryData(queryKeys.guardrails.item('support'), policy),
  );

const reviewPage = (events: EventPage) =>
  page(<ReviewPage />, ['guardrails.review'], (client) =>
    client.setQueryData(
      queryKeys.guardrails.list({ state: 'open', guard: undefined, limit: 50, cursor: undefined }),
      events,
    ),
  );

test('who may change the guardrails gets the form, others read it', () => {
  const own = policyPage('endpoints.read', 'guardrails.write');
  for (const text of [
    'Guardrails of support',
    'Policy 2',
    'E-mail addresses',
    'Acme Corp',
    'Save guardrails',
    'OPS-7',
  ])
    expect(own).toContain(text);
  const others = policyPage('endpoints.read');
  expect(others).toContain('Acme Corp');
  expect(others).not.toContain('Save guardrails');
  expect(others).not.toContain('Add a topic');
});

test('the queue shows the first event in full, and the keys', () => {
  const queue = reviewPage({ items: [event, held], next: null, open: 2 });
  for (const text of ['2 to decide', 'Banned words in the answer', 'Open the request', 'orders.md', 'next'])
    expect(queue).toContain(text);
  expect(queue).not.toContain('Release the document');
  expect(reviewPage({ items: [held], next: null, open: 1 })).toContain('Release the document');
  expect(reviewPage({ items: [], next: null, open: 0 })).toContain('Nothing waits for a decision');
});
