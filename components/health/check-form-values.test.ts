import { expect, test } from 'vitest';
import type { Check, CheckDefinition, Schedule } from '#lib/health/schemas.ts';
import { checkBodyOf, checkFormOf, fieldAt } from './check-form-values.ts';

const checkOf = (definition: CheckDefinition, schedule: Schedule): Check => ({
  id: 'c',
  name: 'It answers',
  kind: definition.kind,
  subject:
    'endpoint' in definition ? definition.endpoint : 'knowledge' in definition ? definition.knowledge : '',
  environment: null,
  definition,
  schedule,
  timeoutMs: 12_000,
  failAfter: 3,
  recoverAfter: 2,
  enabled: false,
  state: 'up',
  since: null,
  streak: 1,
  overdue: false,
  nextAt: null,
  last: null,
  automatic: false,
  updatedAt: '2026-05-01T00:00:00.000Z',
});

const question: CheckDefinition = {
  kind: 'question',
  endpoint: 'guide-chat',
  question: 'What is a snapshot?',
  version: { model: 'guide', version: 3 },
  expect: { contains: ['number', 'of rows'], matches: '\\d+', declines: false, cites: 'guide.md' },
  maxLatencyMs: 2000,
};

test.each<[CheckDefinition, Schedule]>([
  [question, { everyMinutes: 7 }],
  [
    { ...question, version: null },
    { cron: '0 8 * * *', timeZone: 'Europe/Berlin' },
  ],
  [
    { kind: 'knowledge', knowledge: 'docs', query: 'x', maxAgeHours: null, maxLatencyMs: null },
    { everyMinutes: 5 },
  ],
  [{ kind: 'queue', maxWaitSeconds: 60, maxFailed: 0 }, { everyMinutes: 1 }],
  [{ kind: 'worker', minWorkers: 2, minServers: 0 }, { everyMinutes: 1 }],
  [{ kind: 'database', maxLatencyMs: 10 }, { everyMinutes: 1 }],
])('a check goes through the form unchanged: %o', (definition, schedule) => {
  const body = checkBodyOf(checkFormOf(checkOf(definition, schedule), '', 'UTC'));
  expect(body.data).toEqual({
    name: 'It answers',
    definition,
    schedule,
    timeoutMs: 12_000,
    failAfter: 3,
    recoverAfter: 2,
    enabled: false,
  });
});

test('what is wrong is told at its field', () => {
  const form = checkFormOf(null, 'guide-chat', 'UTC');
  const wrong = checkBodyOf({ ...form, everyMinutes: 'soon', version: 'guide', question: '' });
  const fields = wrong.error?.issues.map(({ path }) => fieldAt(path.join('.')));
  expect(fields?.sort()).toEqual(['everyMinutes', 'question', 'version']);
});
