import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { NuqsTestingAdapter } from 'nuqs/adapters/testing';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test, vi } from 'vitest';
import { TooltipProvider } from '#components/ui/tooltip.tsx';
import { queryKeys } from '#lib/client/query-keys.ts';
import { meWith } from '#lib/client/test-me.ts';
import type { Dashboard } from '#lib/dashboards/schemas.ts';
import { DashboardPage } from './dashboard-page.tsx';
import { templates } from './templates.ts';

vi.mock('next/navigation', () => ({ useRouter: () => ({ push: () => undefined }) }));

const id = '01a1fda3-4900-76b9-a432-248530817706';
const dashboard: Dashboard = {
  id,
  name: 'Slow things',
  description: 'Who waits?',
  visibility: 'everyone',
  owner: { id: '01a1fda3-4900-76b9-a432-248530817707', name: 'Ada' },
  mine: true,
  panelCount: 2,
  revision: 3,
  createdAt: '2026-11-01T10:00:00.000Z',
  updatedAt: '2026-11-02T10:00:00.000Z',
  defaultRange: '7d',
  panels: templates[0]?.panels.slice(0, 2) ?? [],
  lostPanels: 0,
};

function page(change: Partial<Dashboard>, searchParams = ''): string {
  const client = new QueryClient();
  client.setQueryData(queryKeys.dashboards.item(id), { ...dashboard, ...change });
  client.setQueryData(queryKeys.me.all, meWith('dashboards.read', 'dashboards.own'));
  return renderToStaticMarkup(
    <QueryClientProvider client={client}>
      <NuqsTestingAdapter searchParams={searchParams}>
        <TooltipProvider>
          <DashboardPage id={id} />
        </TooltipProvider>
      </NuqsTestingAdapter>
    </QueryClientProvider>,
  );
}

test('a dashboard of one’s own can be edited', () => {
  const html = page({});
  expect(html).toContain('Slow things');
  expect(html).toContain('Edit dashboard');
  expect(html).not.toContain('Add panel');
  expect(page({}, '?edit=true')).toContain('Add panel');
});

test('one that somebody shares is read, whatever the address says', () => {
  const html = page({ mine: false }, '?edit=true');
  expect(html).toContain('by Ada');
  expect(html).not.toContain('Edit dashboard');
  expect(html).not.toContain('Add panel');
});

test('an empty one says what belongs there', () => {
  expect(page({ panels: [] })).toContain('No panel yet');
});
