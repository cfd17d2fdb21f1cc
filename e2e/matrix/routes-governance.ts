/** Limits, privacy, notifications, approvals, settings. */
import { newId } from '../../lib/platform/ids.ts';
import { directory, everywhere, list, nowhere, own, type Row, thing } from './row.ts';

const channel = { name: 'matrix', target: { kind: 'email', to: ['ops@example.com'] }, topics: [] };
const quota = { subject: { kind: 'team', id: newId() } };
const rate = { subjectKind: 'tag', subject: 'matrix', unit: 'requests', window: 'hour', limit: 1000 };

const lastDay = () => ({
  from: new Date(Date.now() - 86_400_000).toISOString(),
  to: new Date().toISOString(),
});

export const governanceRoutes: Record<string, Row> = {
  'GET /api/principals': directory('knowledge.write'),
  'GET /api/changes': own('any-user'),
  'POST /api/changes': own('changes.propose', ({ model }) => ({
    json: {
      reason: 'matrix',
      proposal: { kind: 'alias.move', model, alias: 'champion', input: { version: 1 } },
    },
  })),
  'GET /api/changes/policy': nowhere('settings.read'),
  'PUT /api/changes/policy': nowhere('settings.write', () => ({ json: { items: [] } })),
  'GET /api/changes/[id]': own('any-user'),
  'DELETE /api/changes/[id]': own('changes.propose'),
  'POST /api/changes/[id]/decision': own('changes.approve', () => ({ json: { decision: 'refuse' } })),

  'GET /api/endpoints/[name]/guardrails': thing('endpoints.read'),
  'PUT /api/endpoints/[name]/guardrails': thing('guardrails.write', () => ({
    json: { document: {}, expectedNumber: 0 },
  })),
  'POST /api/endpoints/[name]/guardrails/try': thing('endpoints.read', () => ({
    json: { document: {}, stage: 'input', text: 'Hello.' },
  })),
  'GET /api/guardrails/events': list('guardrails.review'),
  'GET /api/guardrails/metrics': list('endpoints.read', () => ({ query: lastDay() })),
  'POST /api/guardrails/events/[id]/verdict': own('guardrails.review', () => ({
    json: { verdict: 'right' },
  })),
  'POST /api/knowledge/[name]/documents/[id]/release': everywhere('guardrails.review'),

  'GET /api/limits/alerts': nowhere('limits.read'),
  'GET /api/limits/quotas': nowhere('limits.read'),
  'POST /api/limits/quotas': nowhere('limits.write', () => ({ json: quota })),
  'GET /api/limits/quotas/[id]': nowhere('limits.read', undefined, { also: [404] }),
  'PUT /api/limits/quotas/[id]': nowhere('limits.write', () => ({ json: quota })),
  'DELETE /api/limits/quotas/[id]': nowhere('limits.write', () => ({ query: { revision: '1' } })),
  'POST /api/limits/quotas/[id]/raises': nowhere('limits.write', () => ({ json: {} })),
  'GET /api/usage': nowhere('usage.read', () => ({ query: lastDay() })),
  'GET /api/usage/export': nowhere('usage.read', () => ({ query: lastDay() })),
  'GET /api/usage/forecast': nowhere('usage.read'),
  'GET /api/me/usage': own('any-user'),
  'GET /api/limits/rates': nowhere('limits.read'),
  'PUT /api/limits/rates': nowhere('limits.write', () => ({ json: rate })),
  'DELETE /api/limits/rates/[id]': nowhere('limits.write'),

  'GET /api/notifications/channels': nowhere('settings.read'),
  'POST /api/notifications/channels': nowhere('notifications.write', () => ({ json: channel })),
  'PUT /api/notifications/channels/[id]': nowhere('notifications.write', () => ({ json: channel })),
  'DELETE /api/notifications/channels/[id]': nowhere('notifications.write'),
  'POST /api/notifications/channels/[id]/secret': nowhere('notifications.write'),
  'POST /api/notifications/channels/[id]/test': nowhere('notifications.write'),
  'GET /api/notifications/deliveries': nowhere('settings.read'),
  'POST /api/notifications/deliveries/[id]/send': nowhere('notifications.write'),

  'GET /api/consent-text': nowhere('settings.read'),
  'PUT /api/consent-text': nowhere('settings.write', () => ({ json: { text: '' } })),
  'GET /api/me/consent': own('any-user'),
  'POST /api/me/consent': own('any-user', () => ({ json: { version: 1 } })),
  'GET /api/me/export': own('any-user', undefined, { peopleOnly: true }),
  'GET /api/privacy/erasures': nowhere('privacy.write'),
  // What is confirmed is not the person named, so nobody is erased.
  'POST /api/privacy/erasures': nowhere('privacy.write', () => ({
    json: { subject: { userId: newId() }, documents: 'keep', confirm: 'nobody' },
  })),
  'GET /api/privacy/erasures/[id]': nowhere('privacy.write', undefined, { also: [404] }),
  'GET /api/privacy/erasures/[id]/certificate': nowhere('privacy.write', undefined, { also: [404] }),
  'GET /api/privacy/people': nowhere('privacy.write', () => ({ query: { q: 'person' } })),
  'GET /api/privacy/people/data': nowhere('privacy.write', ({ person }) => ({
    query: { kind: 'user', id: person.id },
  })),
  'GET /api/privacy/people/export': nowhere('privacy.write', ({ person }) => ({
    query: { kind: 'user', id: person.id },
  })),
  'GET /api/privacy/policies': nowhere('privacy.write'),
  'PUT /api/privacy/policies': nowhere('privacy.write', () => ({ json: { storePrompts: true, days: {} } })),
  'PUT /api/privacy/policies/[endpoint]': nowhere('privacy.write', () => ({
    json: { storePrompts: null, days: {} },
  })),
  'GET /api/privacy/retention': nowhere('privacy.write'),
  'POST /api/privacy/retention': nowhere('privacy.write'),
};
