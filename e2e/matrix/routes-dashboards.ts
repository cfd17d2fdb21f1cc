/** The overview, dashboards of one’s own, objectives and reports. */
import { list, own, type Row } from './row.ts';

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
};
