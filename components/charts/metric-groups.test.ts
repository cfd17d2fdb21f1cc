import { expect, it } from 'vitest';
import { metricNames } from '#lib/monitoring/schemas.ts';
import { metricCategories } from './metric-groups.ts';

it('holds every metric once, but for the one that nothing writes', () => {
  const all = metricCategories.flatMap(({ metrics }) => metrics);
  expect([...all].sort()).toEqual(metricNames.filter((name) => name !== 'judge_score').sort());
});
