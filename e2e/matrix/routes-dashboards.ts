/** The overview, dashboards of one’s own, objectives and reports. */
import { own, type Row } from './row.ts';

const panel = {
  title: 'matrix',
  expression: { metric: 'requests', aggregation: 'sum' },
  kind: 'line',
  width: 'half',
};

export const dashboardsRoutes: Record<string, Row> = {
  'GET /api/dashboards': own('dashboards.read'),
  'POST /api/dashboards': own('dashboards.own', () => ({ json: { name: 'matrix' } })),
  'GET /api/dashboards/[id]': own('dashboards.read'),
  'PUT /api/dashboards/[id]': own('dashboards.own', () => ({ json: { name: 'matrix', revision: 1 } })),
  'DELETE /api/dashboards/[id]': own('dashboards.own'),
  'POST /api/dashboards/[id]/copies': own('dashboards.own'),
  'POST /api/dashboards/[id]/panels': own('dashboards.own', () => ({ json: panel })),
};
