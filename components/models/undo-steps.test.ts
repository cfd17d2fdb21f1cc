import { expect, test } from 'vitest';
import type { PromotionResult } from '#lib/promotion/schemas.ts';
import { promotionStepsBack, stepsBack } from './undo-steps.ts';

test('what a transition archived comes back before the version leaves', () => {
  const rest = { reason: '', ticket: '', actor: 'ada', at: '2026-11-20T10:00:00Z' };
  expect(
    stepsBack([
      { version: 4, fromStage: 'staging', toStage: 'production', ...rest },
      { version: 2, fromStage: 'production', toStage: 'archived', ...rest },
    ]),
  ).toEqual([
    { version: 2, stage: 'production' },
    { version: 4, stage: 'staging' },
  ]);
});

test('a promotion is taken back: aliases, what it archived, and the version itself', () => {
  const result: PromotionResult = {
    model: 'faq',
    version: 4,
    to: 'production',
    previous: 2,
    archived: [2],
    aliases: [
      { alias: 'champion', fromVersion: 2 },
      { alias: 'new', fromVersion: null },
    ],
    checks: [],
  };
  expect(promotionStepsBack(result, 'staging')).toEqual([
    { alias: 'champion', version: 2 },
    { alias: 'new', version: null },
    { version: 2, stage: 'production' },
    { version: 4, stage: 'staging' },
  ]);
  expect(promotionStepsBack({ ...result, archived: [], aliases: [] }, 'production')).toEqual([]);
});
