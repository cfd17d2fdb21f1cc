import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { NuqsTestingAdapter } from 'nuqs/adapters/testing';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test, vi } from 'vitest';
import { TooltipProvider } from '#components/ui/tooltip.tsx';
import { queryKeys } from '#lib/client/query-keys.ts';
import { meWith } from '#lib/client/test-me.ts';
import type { EndpointDetail } from '#lib/serving/schemas.ts';
import { EndpointPage } from './endpoint-page.tsx';
import { testConfig, testEntity } from './test-entities.ts';

vi.mock('next/navigation', () => ({ useRouter: () => ({ push: () => undefined }) }));

const main = testEntity('main', 90, { fallbacks: ['next'] });
const next = testEntity('next', 10, {
  target: { by: 'stage', model: 'assistant', stage: 'staging' },
  shadowPercentage: 20,
});
const endpoint: EndpointDetail = {
  id: 'e',
  name: 'support',
  description: '',
  environment: 'staging',
  config: 2,
  createdAt: '2026-11-01T10:00:00.000Z',
  updatedAt: '2026-11-02T10:00:00.000Z',
  servedEntities: [
    { ...main, resolvedVersion: 3, problem: null },
    { ...next, resolvedVersion: null, problem: 'No version of "assistant" is in staging.' },
  ],
  history: [
    testConfig(2, [main, next], { reason: 'Try it', ticket: 'CHG-1' }),
    testConfig(1, [testEntity('main', 100)]),
  ],
  moves: [],
  schedules: [
    {
      id: 's',
      state: 'running',
      steps: [{ at: '2026-12-01T10:00:00.000Z', shares: { main: 50, next: 50 }, config: null }],
      reason: '',
      ticket: '',
      createdBy: 'Ada',
      createdAt: '2026-11-02T11:00:00.000Z',
      message: '',
    },
  ],
};

function pageFor(role: 'owner' | 'data-scientist', searchParams = ''): string {
  const client = new QueryClient();
  client.setQueryData(queryKeys.endpoints.item(endpoint.name), endpoint);
  const me = role === 'owner' ? meWith('endpoints.read', 'endpoints.write') : meWith('endpoints.read');
  client.setQueryData(queryKeys.me.all, me);
  return renderToStaticMarkup(
    <QueryClientProvider client={client}>
      <NuqsTestingAdapter searchParams={searchParams}>
        <TooltipProvider>
          <EndpointPage name={endpoint.name} />
        </TooltipProvider>
      </NuqsTestingAdapter>
    </QueryClientProvider>,
  );
}

test('the picture says what answers, what falls back, what is mirrored, and what points at nothing', () => {
  const page = pageFor('data-scientist');
  expect(page).toContain('assistant version 3');
  expect(page).toContain('through @champion');
  expect(page).toContain('When it fails: next');
  expect(page).toContain('20 % mirrored to next');
  expect(page).toContain('points at nothing');
  expect(page).toContain('No version of &quot;assistant&quot; is in staging.');
  expect(page).toContain('Rollout running');
});

test('the history says what was decided', () => {
  const page = pageFor('data-scientist');
  expect(page).toContain('main: 100 % → 90 %');
  expect(page).toContain('next added: assistant/staging with 10 % and a shadow of 20 %');
  expect(page).toContain('ticket CHG-1');
});

test('only those who may change the endpoint are offered to', () => {
  const offers = ['Edit traffic', 'Roll back to this', 'Cancel rollout', 'aria-label="Edit main"'];
  for (const offer of offers) {
    expect(pageFor('owner')).toContain(offer);
    expect(pageFor('data-scientist')).not.toContain(offer);
  }
});

test('sliders stand in the address', () => {
  expect(pageFor('owner')).not.toContain('Share of main');
  const editing = pageFor('owner', '?edit=traffic');
  expect(editing).toContain('aria-label="Share of main"');
  expect(editing).toContain('aria-label="Percent of next"');
  expect(pageFor('data-scientist', '?edit=traffic')).not.toContain('Share of main');
});
