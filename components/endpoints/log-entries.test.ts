import { expect, test } from 'vitest';
import type { EndpointMove, TrafficSchedule } from '#lib/serving/schemas.ts';
import { logEntries, timeInForce } from './log-entries.ts';
import { testConfig, testEntity } from './test-entities.ts';

const split = (next: number) => [testEntity('main', 100 - next), testEntity('next', next)];
const history = [
  testConfig(4, split(0), { rolledBackTo: 2, reason: 'Errors', ticket: 'CHG-7', createdBy: 'Grace' }),
  testConfig(3, split(25)),
  testConfig(2, split(0)),
  testConfig(1, [testEntity('main', 100)]),
];
const move: EndpointMove = {
  entities: ['main'],
  model: 'assistant',
  via: '@champion',
  fromVersion: 2,
  toVersion: 3,
  reason: 'Better',
  ticket: '',
  actor: 'Grace',
  at: '2026-11-02T12:00:00.000Z',
};
const createdAt = '2026-11-01T10:00:00.000Z';
const schedule: TrafficSchedule = {
  id: 'a',
  state: 'superseded',
  steps: [
    { at: '2026-11-03T10:00:00.000Z', shares: { main: 75, next: 25 }, config: 3 },
    { at: '2026-11-05T10:00:00.000Z', shares: { main: 50, next: 50 }, config: null },
  ],
  reason: '',
  ticket: '',
  createdBy: 'Ada',
  createdAt: '2026-11-02T13:00:00.000Z',
  message: '',
};

test('configurations and moves are one log, newest first', () => {
  const log = logEntries({ history, moves: [move], schedules: [schedule], createdAt });
  expect(log.map(({ title }) => title)).toEqual([
    'Went back to configuration 2',
    'Step 1 of 2 of a schedule',
    'Rollout planned',
    'assistant@champion moved',
    'Traffic changed',
    'Endpoint created',
  ]);
  expect(log[0]).toMatchObject({
    changes: ['main: 75 % → 100 %', 'next: 25 % → 0 %'],
    actor: 'Grace',
    reason: 'Errors',
    ticket: 'CHG-7',
    config: 4,
  });
  expect(log[2]?.changes).toEqual(['2 steps, 1 done, superseded']);
  expect(log[3]).toMatchObject({
    changes: ['@champion moved from version 2 to version 3 (served as main)'],
    config: null,
  });
  expect(log[5]?.changes).toEqual(['main serves assistant@champion with 100 %']);
});

test('a configuration like the one before says so', () => {
  const [entry] = logEntries({
    history: [testConfig(2, split(0)), testConfig(1, split(0))],
    moves: [],
    schedules: [],
    createdAt,
  });
  expect(entry?.changes).toEqual(['Served what it served before']);
});

test('the first configuration of a name that was used before has a later number', () => {
  const created = testConfig(7, split(0));
  const source = { history: [created], moves: [], schedules: [] };
  const [entry] = logEntries({ ...source, createdAt: created.createdAt });
  expect(entry).toMatchObject({ title: 'Endpoint created', config: 7 });
  expect(logEntries({ ...source, createdAt })[0]?.title).toBe('Traffic changed');
});

test('an alias that vanished moved to nothing', () => {
  const [entry] = logEntries({
    history: [],
    moves: [{ ...move, toVersion: null }],
    schedules: [],
    createdAt,
  });
  expect(entry?.changes[0]).toBe('@champion moved from version 2 to nothing (served as main)');
});

test('a configuration is in force until the next', () => {
  expect(timeInForce(history, 2)).toEqual({
    from: '2026-11-02T10:00:00.000Z',
    until: '2026-11-03T10:00:00.000Z',
  });
  expect(timeInForce(history, 4)).toEqual({ from: '2026-11-04T10:00:00.000Z', until: null });
  expect(timeInForce(history, 9)).toBeNull();
});
