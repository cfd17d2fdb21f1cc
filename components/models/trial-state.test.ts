import { expect, test } from 'vitest';
import type { AnswerDetail, AnswerEvent } from '#lib/serving/schemas.ts';
import { failTrial, initialTrial, reduceTrial, stopTrial } from './trial-state.ts';

const detail: AnswerDetail = {
  citations: [],
  checks: [],
  status: 'ok',
  model: 'faq',
  version: 2,
  totalMs: 900,
  error: null,
};
const script: [number, AnswerEvent][] = [
  [10, { type: 'start', requestId: 'r', endpoint: '', entity: '', model: 'faq', version: 2 }],
  [20, { type: 'stage', stage: 'generate' }],
  [300, { type: 'delta', text: 'Yes' }],
  [500, { type: 'delta', text: '.' }],
  [950, { type: 'finish', status: 'ok', text: 'Yes.', detail, usage: { inputTokens: 9, outputTokens: 2 } }],
];
const after = (count: number) =>
  script
    .slice(0, count)
    .reduce((trial, [ms, event], id) => reduceTrial(trial, { id, event }, ms), initialTrial);

test('the first word and the end are timed once', () => {
  expect(after(2)).toMatchObject({ firstWordMs: null, totalMs: null, usage: null });
  expect(after(4)).toMatchObject({ firstWordMs: 300, totalMs: null });
  expect(after(5)).toMatchObject({
    firstWordMs: 300,
    totalMs: 950,
    usage: { inputTokens: 9, outputTokens: 2 },
    answer: { phase: 'done', text: 'Yes.' },
  });
});

test('an event taken in already changes nothing', () => {
  expect(reduceTrial(after(5), { id: 0, event: { type: 'delta', text: 'x' } }, 2000)).toEqual(after(5));
});

test('stopping and failing keep what was written, and change nothing after the end', () => {
  expect(stopTrial(after(3), 400)).toMatchObject({
    totalMs: 400,
    answer: { status: 'stopped', text: 'Yes' },
  });
  const error = { code: 'lost', message: 'Lost.', retryable: true };
  expect(failTrial(after(3), error, 400)).toMatchObject({ answer: { phase: 'failed', text: 'Yes', error } });
  expect(stopTrial(after(5), 999)).toEqual(after(5));
  expect(failTrial(after(5), error, 999)).toEqual(after(5));
});
