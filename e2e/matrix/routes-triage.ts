/** Views, labels, topics and datasets. */
import { newId } from '../../lib/platform/ids.ts';
import { everywhere, list, nowhere, own, type Row, thing } from './row.ts';

const lastDay = () => ({
  from: new Date(Date.now() - 86_400_000).toISOString(),
  to: new Date().toISOString(),
});

const label = () => ({ json: { name: `matrix ${newId().slice(-12)}`, colour: 'blue', shortcut: null } });
const view = () => ({ json: { name: `matrix ${newId()}`, query: {} } });
const dataset = () => ({ json: { name: `matrix ${newId()}` } });

export const triageRoutes: Record<string, Row> = {
  'GET /api/labels': list('inferences.read'),
  'POST /api/labels': everywhere('inferences.label', label),
  'PUT /api/labels/[id]': everywhere('inferences.label', label),
  'DELETE /api/labels/[id]': everywhere('inferences.label'),
  'POST /api/inferences/labels': thing('inferences.label', ({ requestId }) => ({
    json: { requestIds: [requestId] },
  })),
  'POST /api/inferences/done': thing('inferences.label', ({ requestId }) => ({
    json: { requestIds: [requestId], done: false },
  })),
  'GET /api/inferences/problems': list('inferences.read', () => ({ query: lastDay() })),
  'GET /api/views': own('inferences.read'),
  'POST /api/views': own('dashboards.own', view),
  'PUT /api/views/[id]': own('dashboards.own', view),
  'DELETE /api/views/[id]': own('dashboards.own'),
  'GET /api/topics': thing('inferences.read', ({ endpoint }) => ({ query: { endpoint, ...lastDay() } })),
  'POST /api/topics': thing('inferences.read', ({ endpoint }) => ({ json: { endpoint } })),
  'GET /api/datasets': nowhere('datasets.read'),
  'POST /api/datasets': nowhere('datasets.write', dataset),
  'GET /api/datasets/[id]': nowhere('datasets.read', undefined, { also: [404] }),
  'PUT /api/datasets/[id]': nowhere('datasets.write', dataset),
  'DELETE /api/datasets/[id]': nowhere('datasets.write'),
  'GET /api/datasets/[id]/items': nowhere('datasets.read', undefined, { also: [404] }),
  'POST /api/datasets/[id]/items': nowhere('datasets.write', ({ requestId }) => ({
    json: { requestIds: [requestId] },
  })),
  'PUT /api/datasets/[id]/items/[itemId]': nowhere('datasets.write', () => ({
    json: { expected: 'matrix' },
  })),
  'DELETE /api/datasets/[id]/items/[itemId]': nowhere('datasets.write'),
  'GET /api/datasets/[id]/export': nowhere('datasets.read', undefined, { also: [404] }),
};
