import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { NuqsTestingAdapter } from 'nuqs/adapters/testing';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test, vi } from 'vitest';
import { TooltipProvider } from '#components/ui/tooltip.tsx';
import type { Permission } from '#lib/access/schemas.ts';
import { queryKeys } from '#lib/client/query-keys.ts';
import { meWith } from '#lib/client/test-me.ts';
import { EndpointDashboard } from './endpoint-dashboard.tsx';
import { MonitoringPage } from './monitoring-page.tsx';
import { sections } from './sections.ts';

vi.mock('next/navigation', () => ({ useRouter: () => ({ push: () => undefined }) }));

function render(page: ReactNode, ...permissions: Permission[]): string {
  const client = new QueryClient();
  client.setQueryData(queryKeys.me.all, meWith('dashboards.read', ...permissions));
  return renderToStaticMarkup(
    <QueryClientProvider client={client}>
      <NuqsTestingAdapter>
        <TooltipProvider>{page}</TooltipProvider>
      </NuqsTestingAdapter>
    </QueryClientProvider>,
  );
}

test('resources are for who may read them', () => {
  expect(render(<MonitoringPage />)).not.toContain('Resources');
  expect(render(<MonitoringPage />, 'telemetry.read')).toContain('Resources');
});

test('the rail leads to every section, and every section is there', () => {
  const html = render(<EndpointDashboard endpoint="guide" />);
  for (const id of [...sections.map((section) => section.id), 'arms']) {
    expect(html).toContain(`href="#${id}"`);
    expect(html).toContain(`<section id="${id}"`);
  }
  expect(html).not.toContain('href="/endpoints/guide"');
  expect(render(<EndpointDashboard endpoint="guide" />, 'endpoints.read')).toContain(
    'href="/endpoints/guide"',
  );
});
