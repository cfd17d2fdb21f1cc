/** The overview, dashboards of one’s own, objectives and reports. */
import { list, own, type Row, thing } from './row.ts';
import type { World } from './world.ts';

const panel = {
  title: 'matrix',
  expression: { metric: 'requests', aggregation: 'sum' },
  kind: 'line',
  width: 'half',
};

const lastDay = () => ({
  from: new Date(Date.now() - 86_400_000).toISOString(),
  to: new Date(Date.now() + 60_000).toISOString(),
});

const objective = { name: 'matrix', kind: 'availability', target: 0.99, windowDays: 28 };
const planted = ({ objectiveId }: World) => ({ params: { id: objectiveId } });
const report = { name: 'matrix', cadence: 'daily', hour: 8, timeZone: 'UTC' };

export const dashboardsRoutes: Record<string, Row> = {
  'GET /api/metrics/read': list('dashboards.read', () => ({
    query: { ...lastDay(), metric: 'requests', aggregation: 'sum', groupBy: 'endpoint' },
  })),
  'GET /api/dashboards': own('dashboards.read'),
  'POST /api/dashboards': own('dashboards.own', () => ({ json: { name: 'matrix' } })),
  'GET /api/dashboards/[id]': own('dashboards.read'),
  'PUT /api/dashboards/[id]': own('dashboards.own', () => ({ json: { name: 'matrix', revision: 1 } })),
  'DELETE /api/dashboards/[id]': own('dashboards.own'),
  'POST /api/dashboards/[id]/copies': own('dashboards.own'),
  'POST /api/dashboards/[id]/panels': own('dashboards.own', () => ({ json: panel })),
  'GET /api/dashboards/marks': list('dashboards.read', () => ({ query: lastDay() })),

  'GET /api/overview': list('dashboards.read', () => ({ query: lastDay() })),
  'GET /api/overview/unanswered': list('dashboards.read', () => ({ query: lastDay() })),
  'GET /api/overview/documents': list('dashboards.read', () => ({ query: lastDay() })),
  'GET /api/overview/export': list('dashboards.read', () => ({ query: lastDay() })),

  'GET /api/objectives': list('dashboards.read'),
  'POST /api/objectives': thing('alerts.write', ({ endpoint }) => ({ json: { endpoint, ...objective } })),
  'GET /api/objectives/[id]': thing('dashboards.read', planted),
  'PUT /api/objectives/[id]': thing('alerts.write', (world) => ({ ...planted(world), json: objective })),
  'DELETE /api/objectives/[id]': thing('alerts.write', planted),

  'GET /api/reports': own('dashboards.own'),
  'POST /api/reports': own('dashboards.own', () => ({ json: report })),
  'PUT /api/reports/[id]': own('dashboards.own', () => ({ json: report })),
  'DELETE /api/reports/[id]': own('dashboards.own'),
  'POST /api/reports/[id]/send': own('dashboards.own'),
};
