/** Checks, the status page, scraped servers and what depends on what. */
import { newId } from '../../lib/platform/ids.ts';
import { list, nowhere, open, type Row, thing } from './row.ts';
import type { World } from './world.ts';

const check = ({ endpoint }: World) => ({
  json: { name: `matrix ${newId()}`, definition: { kind: 'question', endpoint, question: 'Well?' } },
});
const server = () => ({
  json: { name: `matrix ${newId()}`, url: 'https://gpu.example.com/metrics', enabled: false },
});

export const healthRoutes: Record<string, Row> = {
  'GET /api/checks': list('dashboards.read'),
  'POST /api/checks': thing('health.write', check),
  'GET /api/checks/[id]': thing('dashboards.read'),
  'PUT /api/checks/[id]': thing('health.write', check),
  'DELETE /api/checks/[id]': thing('health.write'),
  'POST /api/checks/[id]/run': thing('health.write'),
  'PUT /api/checks/[id]/incidents/[incidentId]': thing('health.write', () => ({ json: { note: 'matrix' } })),
  'GET /api/dependencies': list('endpoints.read'),

  'GET /api/status': open(),
  'GET /api/status/page': nowhere('telemetry.read'),
  'PUT /api/status/page': nowhere('telemetry.write', () => ({
    json: { enabled: false, title: 'matrix', entries: [] },
  })),
  'POST /api/status/incidents': nowhere('telemetry.write', () => ({
    json: { title: 'matrix', text: 'matrix' },
  })),
  'DELETE /api/status/incidents/[id]': nowhere('telemetry.write'),
  'POST /api/status/incidents/[id]/updates': nowhere('telemetry.write', () => ({
    json: { stage: 'resolved', text: 'matrix' },
  })),

  'GET /api/resources/targets': nowhere('telemetry.read'),
  'POST /api/resources/targets': nowhere('telemetry.write', server),
  'PUT /api/resources/targets/[id]': nowhere('telemetry.write', server),
  'DELETE /api/resources/targets/[id]': nowhere('telemetry.write'),
  'POST /api/resources/targets/[id]/read': nowhere('telemetry.write'),
};
