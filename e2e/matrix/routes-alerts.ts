/** Alert rules, alerts and silences. */
import { list, type Row, thing } from './row.ts';
import type { World } from './world.ts';

const document = (endpoint?: string) => ({
  signal: {
    kind: 'metric',
    expression: { metric: 'error_rate', aggregation: 'value', ...(endpoint !== undefined && { endpoint }) },
    windowSeconds: 300,
    condition: { kind: 'above', threshold: 0.5 },
  },
});

const rule = ({ endpoint }: World) => ({
  name: `matrix ${crypto.randomUUID()}`,
  document: document(endpoint),
});
const ofAlert = (world: World) => ({ params: { id: world.alertId } });
const ofRule = (world: World) => ({ params: { id: world.alertRuleId } });
const ofSilence = (world: World) => ({ params: { id: world.silenceId } });
const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();

export const alertsRoutes: Record<string, Row> = {
  'GET /api/alerts': list('dashboards.read'),
  'GET /api/alerts/count': list('dashboards.read'),
  'GET /api/alerts/assignees': { declared: 'alerts.acknowledge', kind: 'directory' },
  'GET /api/alerts/receivers': list('alerts.write'),
  'GET /api/alerts/templates': list('alerts.write'),
  'GET /api/alerts/[id]': thing('dashboards.read', ofAlert),
  'PUT /api/alerts/[id]/acknowledgement': thing('alerts.acknowledge', ofAlert),
  'DELETE /api/alerts/[id]/acknowledgement': thing('alerts.acknowledge', ofAlert),
  'PUT /api/alerts/[id]/assignee': thing('alerts.acknowledge', (world) => ({
    ...ofAlert(world),
    json: { userId: null },
  })),
  'POST /api/alerts/[id]/notes': thing('alerts.acknowledge', (world) => ({
    ...ofAlert(world),
    json: { text: 'matrix' },
  })),
  'GET /api/alerts/rules': list('dashboards.read'),
  'POST /api/alerts/rules': thing('alerts.write', (world) => ({ json: rule(world) })),
  'POST /api/alerts/rules/backtest': thing('alerts.write', (world) => ({
    json: { document: document(world.endpoint), days: 1 },
  })),
  'GET /api/alerts/rules/[id]': thing('dashboards.read', ofRule),
  'PUT /api/alerts/rules/[id]': thing('alerts.write', (world) => ({
    ...ofRule(world),
    json: { ...rule(world), expectedRevision: 1 },
  })),
  'DELETE /api/alerts/rules/[id]': thing('alerts.write', ofRule),
  'GET /api/alerts/silences': list('dashboards.read'),
  'POST /api/alerts/silences': thing('alerts.acknowledge', ({ endpoint }) => ({
    json: { matchers: { endpoint }, endsAt: inAnHour(), comment: 'matrix' },
  })),
  'DELETE /api/alerts/silences/[id]': thing('alerts.acknowledge', ofSilence),
};
