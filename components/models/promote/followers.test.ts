import { expect, test } from 'vitest';
import type { PromotionPreview } from '#lib/promotion/schemas.ts';
import { aVersion } from '../test-model.ts';
import { effectsOf, effectText, initialAliases } from './followers.ts';

const base = { endpoint: 'support', environment: 'production', trafficPercentage: 90 } as const;
const preview: PromotionPreview = {
  model: 'faq',
  version: aVersion(4, { stage: 'staging' }),
  to: 'production',
  checks: [],
  current: aVersion(5, { stage: 'production' }),
  differences: [],
  followers: [
    { ...base, entity: 'pilot', via: { by: 'alias', alias: 'challenger' }, versionNow: null },
    { ...base, entity: 'main', via: { by: 'stage', stage: 'production' }, versionNow: 5 },
  ],
  aliases: [{ alias: 'champion', version: 5 }],
  wouldArchive: [5],
};
const texts = (aliases: string[], archiveExisting: boolean) =>
  effectsOf(preview, { aliases, archiveExisting }).map(effectText);

test('those who follow the stage serve the version once the others are archived', () => {
  expect(texts([], true)).toEqual([
    'main 90 % — version 5 → 4 through /production',
    'pilot 90 % — stays at nothing through @challenger',
  ]);
});

test('a higher number that stays in the stage keeps serving', () => {
  expect(texts([], false)[1]).toBe('main 90 % — stays at version 5 through /production');
});

test('those who follow an alias change when it moves along', () => {
  expect(texts(['challenger'], true)).toContain('pilot 90 % — nothing → 4 through @challenger');
});

test('@champion goes along into production only, when it points elsewhere', () => {
  expect(initialAliases(preview)).toEqual(['champion']);
  expect(initialAliases({ ...preview, to: 'staging' })).toEqual([]);
  expect(initialAliases({ ...preview, aliases: [{ alias: 'champion', version: 4 }] })).toEqual([]);
  expect(initialAliases({ ...preview, aliases: [] })).toEqual([]);
});
