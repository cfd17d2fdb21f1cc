import { expect, test } from 'vitest';
import type { Me, ReachJson } from '../access/schemas.ts';
import { meWith } from './test-me.ts';
import { can, canAt, canCreate } from './use-me.ts';

const nowhere: ReachJson = {
  everywhere: false,
  environments: [],
  endpoints: [],
  models: [],
  knowledge: [],
  only: null,
};
const holding = (reach: Partial<ReachJson>): Me => ({
  ...meWith('endpoints.write', 'models.write'),
  reach: { 'endpoints.write': { ...nowhere, ...reach }, 'models.write': { ...nowhere, ...reach } },
});
const assistant = { kind: 'endpoint', name: 'assistant', environment: 'production' } as const;

test('what is held everywhere works at every place, and makes new ones', () => {
  const me = meWith('endpoints.write');
  expect(can(me, 'endpoints.write')).toBe(true);
  expect(canAt(me, 'endpoints.write', assistant)).toBe(true);
  expect(canCreate(me, 'endpoints.write')).toBe(true);
  expect(canAt(me, 'models.write', { kind: 'model', name: 'faq' })).toBe(false);
});

test('what is held at one place works there alone, and makes nothing', () => {
  const me = holding({ endpoints: ['assistant'], models: ['faq'] });
  expect(canAt(me, 'endpoints.write', assistant)).toBe(true);
  expect(canAt(me, 'endpoints.write', { ...assistant, name: 'other' })).toBe(false);
  expect(canAt(me, 'models.write', { kind: 'model', name: 'faq' })).toBe(true);
  expect(canAt(me, 'models.write', { kind: 'model', name: 'other' })).toBe(false);
  expect(canCreate(me, 'endpoints.write')).toBe(false);
});

test('an environment reaches its endpoints, those to come included', () => {
  const me = holding({ environments: ['production'] });
  expect(canAt(me, 'endpoints.write', assistant)).toBe(true);
  expect(canAt(me, 'endpoints.write', { ...assistant, environment: 'staging' })).toBe(false);
  expect(canCreate(me, 'endpoints.write')).toBe(true);
});

test('nobody yet may nothing', () => {
  expect(canAt(undefined, 'endpoints.write', assistant)).toBe(false);
  expect(canCreate(undefined, 'endpoints.write')).toBe(false);
});
