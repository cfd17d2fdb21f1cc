import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { NuqsTestingAdapter } from 'nuqs/adapters/testing';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { TooltipProvider } from '#components/ui/tooltip.tsx';
import type { Permission } from '#lib/access/schemas.ts';
import { queryKeys } from '#lib/client/query-keys.ts';
import { meWith } from '#lib/client/test-me.ts';
import type { LogExport } from '#lib/log-export/schemas.ts';
import type { OtlpStatus } from '#lib/telemetry/schemas.ts';
import { TelemetryPanel } from './telemetry-panel.tsx';
import { TraceOfRequest } from './trace-of-request.tsx';

const state = {
  sent: 1200,
  dropped: 7,
  rejected: 0,
  queued: 3,
  lastSentAt: '2026-11-21T10:00:00.000Z',
  lastError: null,
  lastErrorAt: null,
};
const otlp: OtlpStatus = {
  source: 'console',
  enabled: true,
  endpoint: 'https://otel.example.com',
  protocol: 'http/protobuf',
  headerNames: ['authorization'],
  sampleRatio: 0.25,
  includeContent: false,
  allowPrivateNetwork: false,
  traceUrl: null,
  serviceName: 'slipway',
  semconvVersion: '1.41.0',
  processes: [{ ...state, kind: 'server', process: 'ab12cd34' }],
};
const lake: LogExport = {
  id: '01a1fd0d-955c-70c0-9c7c-21ff9bf6f950',
  name: 'Data lake',
  target: { kind: 'folder', folder: 'lake' },
  endpoints: ['guide'],
  includeText: true,
  enabled: true,
  files: 12,
  staleFiles: 2,
  rows: 3400,
  bytes: 1_200_000,
  lastRun: {
    id: '1',
    state: 'running',
    cause: 'request',
    startedAt: '2026-11-21T10:00:00.000Z',
    finishedAt: null,
    filesTotal: 8,
    filesDone: 2,
    rows: 900,
    bytes: 1000,
    error: null,
  },
  updatedAt: '2026-11-21T10:00:00.000Z',
};

function panel(permissions: Permission[], status: OtlpStatus, exports: LogExport[]): string {
  const client = new QueryClient();
  client.setQueryData(queryKeys.me.all, meWith(...permissions));
  client.setQueryData(queryKeys.telemetry.item('otlp'), status);
  client.setQueryData(queryKeys.logExports.list(), { items: exports, root: '/data/exports' });
  return renderToStaticMarkup(
    <QueryClientProvider client={client}>
      <NuqsTestingAdapter>
        <TooltipProvider>
          <TelemetryPanel />
        </TooltipProvider>
      </NuqsTestingAdapter>
    </QueryClientProvider>,
  );
}

test('says how exporting goes, how to scrape, and how far a run is', () => {
  const html = panel(['telemetry.read', 'telemetry.write'], otlp, [lake]);
  expect(html).toContain('Exporting');
  expect(html).toContain('25');
  expect(html).toContain('authorization (values are hidden)');
  expect(html).toContain('metrics_path: /metrics');
  expect(html).toContain('Writing 2 of 8');
  expect(html).toMatch(/role="progressbar"[^>]*aria-valuenow="25"/);
  expect(html).toContain('2 to be written again');
  for (const button of ['Send test span', 'Change', 'Add export', 'Run now']) expect(html).toContain(button);
});

test('offers no buttons to whoever may only look, and says why', () => {
  const html = panel(['telemetry.read'], otlp, [lake]);
  for (const button of ['Send test span', 'Add export', 'Run now']) expect(html).not.toContain(button);
  expect(html).toContain('telemetry.write');
});

test('a failure counts until something was sent after it; the environment cannot be changed here', () => {
  const failing = {
    ...state,
    lastError: 'It answered with status 401.',
    lastErrorAt: '2026-11-21T10:01:00.000Z',
  };
  const all: Permission[] = ['telemetry.read', 'telemetry.write'];
  const processes = [{ ...failing, kind: 'server', process: 'ab' }];
  expect(panel(all, { ...otlp, processes }, [])).toContain('Failing');
  const fixed = panel(all, { ...otlp, source: 'environment' }, []);
  expect(fixed).toContain('OTEL_');
  expect(fixed).not.toContain('>Change<');
  expect(panel(all, { ...otlp, source: 'none' }, [])).toContain('Set up collector');
});

test('a trace leads to its requests, and outside only when there is a link', () => {
  const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
  const render = (traceUrl: string | null) => {
    const client = new QueryClient();
    client.setQueryData(queryKeys.telemetry.item('trace-link'), { traceUrl });
    return renderToStaticMarkup(
      <QueryClientProvider client={client}>
        <TooltipProvider>
          <TraceOfRequest traceId={traceId} />
        </TooltipProvider>
      </QueryClientProvider>,
    );
  };
  expect(render(null)).toContain(`/inferences?trace=${traceId}`);
  expect(render(null)).not.toContain('target="_blank"');
  expect(render('https://jaeger.example.com/trace/{traceId}')).toContain(
    `href="https://jaeger.example.com/trace/${traceId}"`,
  );
});
