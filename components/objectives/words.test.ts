import { expect, it } from 'vitest';
import { formatTarget } from '#components/ui/format.ts';
import { objectiveTemplates } from '#lib/objectives/schemas.ts';
import { budgetText, burnText, fieldsOf, inputOf, promiseText } from './words.ts';

it('says what is promised', () => {
  expect(promiseText({ kind: 'availability', target: 0.999, thresholdMs: null, windowDays: 28 })).toBe(
    '99.9 % of requests do not fail, over 28 days',
  );
  expect(promiseText({ kind: 'latency', target: 0.95, thresholdMs: 2500, windowDays: 1 })).toBe(
    '95 % of requests are answered within 2.5 s, over 1 day',
  );
  expect(formatTarget(0.99999)).toBe('99.999 %');
  expect(burnText(14.4)).toBe('14.4×');
  expect(budgetText(-1.5)).toBe('overdrawn by 150 %');
});

it('takes every template through the form unchanged', () => {
  for (const template of objectiveTemplates)
    expect(inputOf(fieldsOf(template))).toEqual({ input: template, problems: null });
});

it('says which field is wrong', () => {
  const fields = { name: ' ', kind: 'latency', target: 'much', threshold: '', windowDays: 28 } as const;
  expect(inputOf(fields).problems).toEqual({
    name: 'Give the objective a name.',
    target: 'Enter a number.',
    thresholdMs: 'Enter a number.',
  });
  expect(inputOf({ ...fields, name: 'Fast', target: '100', threshold: '2' }).problems?.target).toContain(
    '99.999 %',
  );
});
