/** Prometheus, OpenTelemetry and exports of the log. */
import { nowhere, own, type Row } from './row.ts';

const collector = { enabled: false, endpoint: 'https://otel.example.com' };

export const telemetryRoutes: Record<string, Row> = {
  'GET /metrics': nowhere('telemetry.read'),
  'GET /api/telemetry/otlp': nowhere('telemetry.read'),
  'PUT /api/telemetry/otlp': nowhere('telemetry.write', () => ({ json: collector })),
  // Sends to a server that is not there; the answer says so.
  'POST /api/telemetry/otlp/test': nowhere('telemetry.write', undefined, { refusalsOnly: true }),
  'GET /api/telemetry/trace-link': own('any-user'),
};
