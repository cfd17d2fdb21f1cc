import { expect, it } from 'vitest';
import { ruleDocumentSchema } from '#lib/alerts/schemas.ts';
import { budgetWords, conditionWords, formatAlertValue, ruleState } from './words.ts';

function rule(metric: string, aggregation: string, condition: object) {
  return ruleDocumentSchema.parse({
    signal: { kind: 'metric', expression: { metric, aggregation }, windowSeconds: 300, condition },
  });
}

it('says what a rule asks in the unit of its metric', () => {
  expect(conditionWords(rule('error_rate', 'value', { kind: 'above', threshold: 0.05 }))).toBe(
    'Error rate above 5 % over 5 min',
  );
  expect(conditionWords(rule('latency', 'p95', { kind: 'outside', low: 100, high: 2500 }))).toBe(
    'Latency P95 outside 100 ms – 2.5 s over 5 min',
  );
  const change = { kind: 'change', direction: 'down', by: 0.2, against: 'previous' };
  expect(conditionWords(rule('satisfaction', 'value', change))).toBe(
    'Satisfaction falls by 20 % against the time before, over 5 min',
  );
  const burn = ruleDocumentSchema.parse({ signal: { kind: 'burn_rate', objective: null } });
  expect(conditionWords(burn)).toBe('Error budget burns 14.4× over 1 h, 6× over 6 h, 1× over 3 d');
});

it('says what a pair of windows means for the budget', () => {
  expect(budgetWords({ burn: 14.4, longSeconds: 3600, shortSeconds: 300 })).toBe(
    '2 % of the budget of 30 days is used in 1 h; at this rate it lasts 2 d 2 h.',
  );
  expect(budgetWords({ burn: 6, longSeconds: 300, shortSeconds: 300 })).toContain('must be shorter');
});

it('a rule of which too little was measured is not called well', () => {
  const standing = { enabled: true, state: 'inactive' } as Parameters<typeof ruleState>[0];
  expect(ruleState({ ...standing, health: 'too_few' }).label).toBe('Too few to tell');
  expect(ruleState({ ...standing, health: 'ok' }).label).toBe('Well');
});

it('writes values as the alert was written', () => {
  expect([
    formatAlertValue(0.123, 'share'),
    formatAlertValue(2500, 'milliseconds'),
    formatAlertValue(14.4, 'burn'),
    formatAlertValue(1_500_000_000, 'nano-dollars'),
  ]).toEqual(['12.3 %', '2.5 s', '14.4×', '$1.50']);
});
