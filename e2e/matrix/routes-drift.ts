/** Monitors and custom metrics. */
import { list, own, type Row, thing } from './row.ts';
import type { World } from './world.ts';

const monitor = ({ endpoint }: World) => ({
  endpoint,
  name: 'matrix',
  columns: ['latency'],
  granularity: 'day',
  schedule: '0 6 * * *',
  baseline: { kind: 'previous', windows: 1 },
});
const custom = ({ endpoint }: World) => ({
  endpoint,
  name: 'matrix',
  kind: 'row',
  formula: 'latency',
  aggregation: 'mean',
});

export const driftRoutes: Record<string, Row> = {
  'GET /api/monitors': list('dashboards.read'),
  'POST /api/monitors': thing('monitors.write', (world) => ({ json: monitor(world) })),
  'GET /api/monitors/schedule': own('any-user', () => ({ query: { schedule: '0 6 * * *' } })),
  'GET /api/monitors/indexes': list('knowledge.read'),
  'GET /api/monitors/indexes/[name]': thing('knowledge.read', ({ knowledge }) => ({
    params: { name: knowledge },
  })),
  'GET /api/monitors/[id]': own('dashboards.read'),
  'PUT /api/monitors/[id]': own('monitors.write', (world) => ({ json: monitor(world) })),
  'DELETE /api/monitors/[id]': own('monitors.write'),
  'POST /api/monitors/[id]/run': own('monitors.write'),
  'GET /api/monitors/[id]/history': own('dashboards.read'),
  'GET /api/monitors/[id]/runs/[runId]': own('dashboards.read'),
  'GET /api/monitors/[id]/runs/[runId]/column': own('dashboards.read', () => ({
    query: { column: 'latency' },
  })),
  'GET /api/custom-metrics': list('dashboards.read'),
  'POST /api/custom-metrics': thing('monitors.write', (world) => ({ json: custom(world) })),
  'POST /api/custom-metrics/try': thing('monitors.write', (world) => ({ json: custom(world) })),
  'PUT /api/custom-metrics/[id]': own('monitors.write', (world) => ({ json: custom(world) })),
  'DELETE /api/custom-metrics/[id]': own('monitors.write'),
};
