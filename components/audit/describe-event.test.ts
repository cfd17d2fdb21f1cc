import { describe, expect, it } from 'vitest';
import type { AuditEvent } from '#lib/audit-log/schemas.ts';
import { describeEvent, hrefOf, sentenceOf } from './describe-event.ts';

function event(action: string, change: Partial<AuditEvent> = {}): AuditEvent {
  return {
    id: 'x',
    sequence: 1,
    at: '2026-01-01T00:00:00.000Z',
    actor: { kind: 'user', id: 'u', name: 'Ada' },
    action,
    subject: { kind: 'model', id: 'm', name: 'guide-assistant' },
    ticket: '',
    refused: false,
    address: null,
    before: null,
    after: null,
    ...change,
  };
}

describe('sentenceOf', () => {
  it.each([
    [
      event('alias.moved', { before: { version: 1 }, after: { alias: 'champion', version: 2 } }),
      'Ada moved @champion of guide-assistant from version 1 to 2',
    ],
    [
      event('alias.moved', { before: { version: null }, after: { alias: 'champion', version: 2 } }),
      'Ada pointed @champion of guide-assistant at version 2',
    ],
    [
      event('version.promoted', { after: { production: 3, archived: [2] } }),
      'Ada promoted version 3 of guide-assistant to production',
    ],
    [event('model.created'), 'Ada created the model guide-assistant'],
    [event('some-thing.half_done', { after: [1] }), 'Ada half done the model guide-assistant'],
    [event('version.deleted'), 'Ada deleted the model guide-assistant'],
    [
      event('access.refused', {
        actor: { kind: 'api-key', id: 'k', name: 'ci' },
        subject: { kind: 'route', id: 'r', name: 'GET /api/users' },
        after: { permission: 'access.read', times: 12 },
      }),
      'API key ci was refused GET /api/users , which needs access.read, 12 times more within a minute',
    ],
    [
      event('user.password_reset', {
        actor: { kind: 'user', id: 'u', name: null },
        subject: { kind: 'user', id: 'u', name: null },
      }),
      'An erased person reset the password of an erased person',
    ],
  ])('%#', (one, sentence) => {
    expect(sentenceOf(one)).toBe(sentence);
  });

  it('keeps names apart from words', () => {
    expect(describeEvent(event('user.signed_in'))).toEqual([
      { text: 'Ada', kind: 'actor' },
      { text: 'signed in', kind: 'word' },
    ]);
  });
});

it('leads to the thing, where it has a page', () => {
  expect(hrefOf(event('model.created'))).toBe('/models/guide-assistant');
  expect(hrefOf(event('x.y', { subject: { kind: 'route', id: 'r', name: 'GET /' } }))).toBeNull();
});
