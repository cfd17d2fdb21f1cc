/** The console's own API. */
import { newId } from '../../lib/platform/ids.ts';
import { list, nowhere, open, own, type Row, thing } from './row.ts';
import type { World } from './world.ts';

const why = { reason: 'matrix', ticket: '' };
const range = { from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z' };
const lastDay = () => ({
  from: new Date(Date.now() - 86_400_000).toISOString(),
  to: new Date().toISOString(),
});
const entities = ({ model }: World) => [
  { name: 'main', target: { by: 'alias', model, alias: 'champion' }, trafficPercentage: 100 },
];
const document = {
  model: { provider: 'extractive', name: 'extractive-1' },
  output: { format: 'text' },
};
const aFile = (field = 'files') => {
  const form = new FormData();
  form.append(field, new File(['# Hello'], 'hello.md'), 'hello.md');
  return form;
};

export const consoleRoutes: Record<string, Row> = {
  'GET /api/health/live': open(),
  'GET /api/health/ready': open(),
  'GET /api/openapi.json': own('any-user', undefined, { refusalsOnly: true }),

  'GET /api/me': own('any-user'),
  'GET /api/me/endpoints': list('chat.use'),
  'POST /api/me/password': own(
    'any-user',
    () => ({ json: { currentPassword: 'not it', newPassword: 'another long enough one' } }),
    { peopleOnly: true },
  ),
  'POST /api/me/sign-out-everywhere': own('any-user', undefined, { refusalsOnly: true }),
  'GET /api/me/notices': own('any-user'),
  'DELETE /api/me/notices': own('any-user'),
  'DELETE /api/me/notices/[id]': own('any-user'),

  'GET /api/models': list('models.read'),
  'POST /api/models': thing('models.write', ({ model }) => ({ json: { name: model } })),
  'GET /api/models/[name]': thing('models.read'),
  'PATCH /api/models/[name]': thing('models.write', () => ({ json: { description: 'Changed.' } })),
  'DELETE /api/models/[name]': thing('models.write'),
  'GET /api/models/[name]/aliases/[alias]': thing('models.read'),
  'PUT /api/models/[name]/aliases/[alias]': thing('models.promote', () => ({ json: { version: 1, ...why } })),
  'DELETE /api/models/[name]/aliases/[alias]': thing('models.promote'),
  'GET /api/models/[name]/compare': thing('models.read', () => ({ query: { from: '1', to: '1' } })),
  'POST /api/models/[name]/import': thing('models.write', () => ({ form: aFile('file') })),
  'POST /api/models/[name]/versions': thing('models.write', () => ({ json: { document, dryRun: 'skip' } })),
  'GET /api/models/[name]/versions/[number]': thing('models.read'),
  'PATCH /api/models/[name]/versions/[number]': thing('models.write', () => ({
    json: { description: 'Changed.' },
  })),
  'DELETE /api/models/[name]/versions/[number]': thing('models.write'),
  'GET /api/models/[name]/versions/[number]/export': thing('models.read'),
  'GET /api/models/[name]/versions/[number]/promotion': thing('models.read', () => ({
    query: { to: 'staging' },
  })),
  'POST /api/models/[name]/versions/[number]/promotion': thing('models.promote', () => ({
    json: { to: 'staging', expectedCurrent: null, ...why },
  })),
  'POST /api/models/[name]/versions/[number]/restore': thing('models.write', () => ({ json: why })),
  'POST /api/models/[name]/versions/[number]/stage': thing('models.promote', () => ({
    json: { stage: 'staging', ...why },
  })),
  'POST /api/models/[name]/versions/[number]/try': thing('models.read', () => ({
    json: { question: 'Hello?' },
  })),
  'GET /api/chains/default': list('models.read', () => ({
    query: { provider: 'extractive', model: 'extractive-1' },
  })),
  'POST /api/chains/validate': list('models.read', () => ({ json: { source: 'model: {}' } })),

  'GET /api/knowledge': list('knowledge.read'),
  'POST /api/knowledge': thing('knowledge.write', ({ knowledge }) => ({ json: { name: knowledge } })),
  'GET /api/knowledge/[name]': thing('knowledge.read'),
  'PATCH /api/knowledge/[name]': thing('knowledge.write', () => ({ json: { description: 'Changed.' } })),
  'DELETE /api/knowledge/[name]': thing('knowledge.write'),
  'GET /api/knowledge/[name]/documents': thing('knowledge.read'),
  'POST /api/knowledge/[name]/documents': thing('knowledge.write', () => ({ form: aFile() })),
  'GET /api/knowledge/[name]/documents/[id]': thing('knowledge.read'),
  'DELETE /api/knowledge/[name]/documents/[id]': thing('knowledge.write'),
  'GET /api/knowledge/[name]/readers': thing('knowledge.read'),
  'PUT /api/knowledge/[name]/readers': thing('knowledge.write', () => ({ json: { readers: [] } })),
  'GET /api/knowledge/[name]/documents/[id]/readers': thing('knowledge.read'),
  'PUT /api/knowledge/[name]/documents/[id]/readers': thing('knowledge.write', () => ({
    json: { readers: [] },
  })),
  'POST /api/knowledge/[name]/documents/[id]/cancel': thing('knowledge.write'),
  'POST /api/knowledge/[name]/documents/[id]/retry': thing('knowledge.write'),
  'POST /api/knowledge/[name]/preview-chunking': thing('knowledge.read', () => ({
    json: { chunking: { strategy: 'structure', maxChars: 1200, overlapChars: 150 } },
  })),
  'POST /api/knowledge/[name]/search': thing('knowledge.read', () => ({ json: { query: 'hello' } })),
  'GET /api/knowledge/[name]/snapshots': thing('knowledge.read'),
  'GET /api/documents/[revisionId]': thing('any-user', undefined, { needs: mayOpen, also: [409] }),
  'GET /api/documents/[revisionId]/file': thing('any-user', undefined, { needs: mayOpen }),
  'GET /api/pdf-assets/[folder]/[file]': own('any-user'),

  'GET /api/endpoints': list('endpoints.read'),
  'POST /api/endpoints': thing('endpoints.write', (world) => ({
    json: { name: world.endpoint, environment: 'production', servedEntities: entities(world) },
  })),
  'GET /api/endpoints/[name]': thing('endpoints.read'),
  'PATCH /api/endpoints/[name]': thing('endpoints.write', () => ({
    json: { expectedConfig: 1, description: 'Changed.' },
  })),
  'DELETE /api/endpoints/[name]': thing('endpoints.write', ({ endpoint }) => ({
    query: { confirm: endpoint },
  })),
  'POST /api/endpoints/[name]/preview': thing('endpoints.read', () => ({ json: { shares: { main: 100 } } })),
  'GET /api/endpoints/[name]/results': thing('dashboards.read'),
  'GET /api/endpoints/[name]/rollback': thing('endpoints.read', () => ({ query: { to: '1' } })),
  'POST /api/endpoints/[name]/rollback': thing('endpoints.write', () => ({
    json: { to: 1, expectedConfig: 1, ...why },
  })),
  'POST /api/endpoints/[name]/schedules': thing('endpoints.write', () => ({
    json: {
      expectedConfig: 1,
      steps: [{ at: new Date(Date.now() + 3_600_000).toISOString(), shares: { main: 100 } }],
      ...why,
    },
  })),
  'DELETE /api/endpoints/[name]/schedules/[id]': thing('endpoints.write'),

  'GET /api/inferences': list('inferences.read'),
  'GET /api/inferences/export': list('inferences.read', () => ({ query: { format: 'jsonl' } })),
  'GET /api/inferences/[requestId]': thing('any-user', undefined, {
    needs: (holds) => holds('inferences.read'),
  }),
  'PUT /api/feedback/[requestId]': own('any-user', () => ({ json: { thumb: 'up' } })),
  'GET /api/metrics': list('dashboards.read', () => ({ query: { ...lastDay(), groupBy: 'endpoint' } })),

  'POST /api/chat': own('chat.use', ({ conversationId, messageId, endpoint }) => ({
    json: { conversationId, endpoint, questionId: messageId, answerId: newId() },
  })),
  'POST /api/chat/[conversationId]/stop': own('chat.use'),
  'GET /api/chat/[conversationId]/stream': own('chat.use'),
  'GET /api/conversations': own('chat.use'),
  'GET /api/conversations/[id]': own('chat.use'),
  'PATCH /api/conversations/[id]': own('chat.use', () => ({ json: { title: 'Mine now' } })),
  'DELETE /api/conversations/[id]': own('chat.use'),
  'PUT /api/conversations/[id]/leaf': own('chat.use', ({ messageId }) => ({ json: { messageId } })),

  'GET /api/config': nowhere('configuration.read', undefined, {}),
  'PUT /api/config': nowhere('configuration.read', () => ({ query: { dryRun: 'true' } })),
  'GET /api/providers': nowhere('providers.read'),
  'GET /api/providers/[name]': nowhere('providers.read'),
  'PUT /api/providers/[name]': nowhere('providers.write', () => ({ json: {} })),
  'DELETE /api/providers/[name]': nowhere('providers.write', () => ({ params: { name: 'no-such' } })),
  'GET /api/providers/[name]/health': nowhere('providers.read'),
  'GET /api/providers/[name]/prices': nowhere('providers.read'),
  'POST /api/providers/[name]/test': nowhere('providers.write', () => ({ json: {} })),

  'GET /api/experiments': nowhere('runs.read'),
  'GET /api/experiments/[id]': nowhere('runs.read'),
  'PATCH /api/experiments/[id]': nowhere('runs.write', () => ({ json: { description: 'Changed.' } })),
  'GET /api/experiments/[id]/runs': nowhere('runs.read'),
  'GET /api/runs/[id]': nowhere('runs.read'),
  'PATCH /api/runs/[id]': nowhere('runs.write', () => ({ json: { description: 'Changed.' } })),
  'DELETE /api/runs/[id]': nowhere('runs.write'),
  'POST /api/runs/[id]/restore': nowhere('runs.write'),
  'GET /api/runs/[id]/metrics/[...key]': nowhere('runs.read', undefined, { also: [404] }),
  'POST /api/runs/compare': nowhere('runs.read', ({ runId }) => ({ json: { ids: [runId] } })),
  'POST /api/runs/trends': nowhere('runs.read', ({ runId }) => ({ json: { ids: [runId] } })),

  'GET /api/access/explain': nowhere('access.read', ({ person }) => ({
    query: { userId: person.id, permission: 'chat.use' },
  })),
  'GET /api/users': nowhere('access.read'),
  'POST /api/users': nowhere('access.write', () => ({
    json: { email: `${newId()}@example.com`, name: 'New' },
  })),
  'PATCH /api/users/[id]': nowhere('access.write', () => ({ json: { name: 'Renamed' } })),
  'GET /api/users/[id]/access': nowhere('access.read'),
  'POST /api/users/[id]/reset-password': nowhere('access.write'),
  'GET /api/teams': nowhere('access.read'),
  'POST /api/teams': nowhere('access.write', () => ({ json: { name: `team ${newId()}` } })),
  'GET /api/teams/[id]': nowhere('access.read'),
  'PATCH /api/teams/[id]': nowhere('access.write', () => ({ json: { name: `team ${newId()}` } })),
  'DELETE /api/teams/[id]': nowhere('access.write'),
  'GET /api/teams/[id]/members': nowhere('access.read'),
  'PUT /api/teams/[id]/members/[userId]': nowhere('access.write'),
  'DELETE /api/teams/[id]/members/[userId]': nowhere('access.write'),
  'GET /api/grants': nowhere('access.read'),
  'POST /api/grants': nowhere('access.write', ({ person }) => ({
    json: { holder: { userId: person.id }, role: 'stakeholder' },
  })),
  'DELETE /api/grants/[id]': nowhere('access.write'),
  'GET /api/roles': nowhere('access.read'),
  'PUT /api/roles/[name]': nowhere('access.write', () => ({ json: { permissions: ['dashboards.read'] } })),
  'DELETE /api/roles/[name]': nowhere('access.write'),
  'GET /api/keys': own('any-user', undefined, { needs: (holds) => holds('keys.own') }),
  'POST /api/keys': own('keys.own', () => ({ json: { name: 'matrix', permissions: ['endpoints.query'] } })),
  'DELETE /api/keys/[id]': own('any-user', () => ({ params: { id: newId() } }), {
    needs: (holds) => holds('keys.own') || holds('keys.all'),
  }),

  'GET /api/audit': nowhere('audit.read'),
  'GET /api/audit/export': nowhere('audit.read', () => ({ query: { ...range, format: 'jsonl' } })),
  'GET /api/audit/facets': nowhere('audit.read'),
  'GET /api/audit/head': nowhere('audit.read'),
  'GET /api/audit/status': nowhere('audit.read'),
  'GET /api/audit/[id]': nowhere('audit.read', undefined, { also: [404] }),
};

/** See `assertMayOpen`: the planted endpoint answers out of the planted knowledge base. */
function mayOpen(
  holds: (permission: 'knowledge.read' | 'sources.read' | 'chat.use' | 'endpoints.query') => boolean,
) {
  return (
    holds('knowledge.read') || (holds('sources.read') && (holds('chat.use') || holds('endpoints.query')))
  );
}
