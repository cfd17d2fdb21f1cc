/** Prometheus, OpenTelemetry and exports of the log. */
import { newId } from '../../lib/platform/ids.ts';
import { nowhere, own, type Row } from './row.ts';

const collector = { enabled: false, endpoint: 'https://otel.example.com' };

export const telemetryRoutes: Record<string, Row> = {
  'GET /metrics': nowhere('telemetry.read'),
  'GET /api/telemetry/otlp': nowhere('telemetry.read'),
  'PUT /api/telemetry/otlp': nowhere('telemetry.write', () => ({ json: collector })),
  // Sends to a server that is not there; the answer says so.
  'POST /api/telemetry/otlp/test': nowhere('telemetry.write', undefined, { refusalsOnly: true }),
  'GET /api/telemetry/trace-link': own('any-user'),

  'GET /api/log-exports': nowhere('telemetry.read'),
  'POST /api/log-exports': nowhere('telemetry.write', () => ({
    json: { name: `matrix ${newId()}`, target: { kind: 'folder', folder: 'matrix' }, enabled: false },
  })),
  'PUT /api/log-exports/[id]': nowhere('telemetry.write', () => ({
    json: { name: 'matrix', target: { kind: 'folder', folder: 'matrix' } },
  })),
  'DELETE /api/log-exports/[id]': nowhere('telemetry.write'),
  'GET /api/log-exports/[id]/files': nowhere('telemetry.read', undefined, { also: [404] }),
  'GET /api/log-exports/[id]/runs': nowhere('telemetry.read', undefined, { also: [404] }),
  'POST /api/log-exports/[id]/runs': nowhere('telemetry.write', () => ({ json: {} })),
  'POST /api/log-exports/[id]/test': nowhere('telemetry.write'),
};
