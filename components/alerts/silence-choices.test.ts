import { expect, test } from 'vitest';
import { createSilenceSchema } from '#lib/alerts/schemas.ts';
import { silenceChoices } from './silence-choices.ts';

const alert = {
  ruleId: '01a1fd0d-955c-70c0-9c7c-21ff9bf6f951',
  rule: 'A column drifts',
  group: 'guide › daily: Language',
};

test('an alert can be silenced alone, with its rule, or with everything of its endpoint', () => {
  const labels = { endpoint: 'guide', subject: 'daily: Language', team: 'search' };
  const choices = silenceChoices({ ...alert, endpoint: 'guide', labels });
  expect(choices.map(({ matchers }) => matchers)).toEqual([
    { ruleId: alert.ruleId, endpoint: 'guide', labels: { subject: 'daily: Language' } },
    { ruleId: alert.ruleId, endpoint: 'guide' },
    { endpoint: 'guide' },
  ]);
  expect(choices[0]?.label).toBe('A column drifts: guide › daily: Language, and no other');
  const endsAt = '2099-01-01T00:00:00Z';
  for (const { matchers } of choices) {
    expect(
      createSilenceSchema.safeParse({ matchers, endsAt, startsAt: '2098-12-31T00:00:00Z', comment: 'x' })
        .success,
    ).toBe(true);
  }
});

test('of no endpoint and without groups there is its rule alone', () => {
  expect(silenceChoices({ ...alert, endpoint: null, labels: {} })).toEqual([
    { label: 'A column drifts', matchers: { ruleId: alert.ruleId } },
  ]);
});
