import { expect, test } from 'vitest';
import { postprocessStepSchema, preprocessStepSchema } from '#lib/chain/schemas.ts';
import { stepSetting } from './step-words.ts';

test.each([
  [{ step: 'rewrite-from-history', turns: 1 }, 'from 1 turn'],
  [{ step: 'detect-language', allowed: ['en', 'de'] }, 'only en, de'],
  [{ step: 'screen-injection', action: 'block', threshold: 0.7 }, 'blocks from 0.7'],
  [{ step: 'mask-pii', kinds: ['email', 'iban'] }, 'e-mail addresses, bank accounts (IBAN)'],
  [{ step: 'limit-length', maxChars: 4000 }, 'declines over 4,000 characters'],
  [{ step: 'limit-length', maxChars: 4000, action: 'truncate' }, 'cut at 4,000 characters'],
  [{ step: 'banned-topics', topics: [{ name: 'Law' }, { name: 'Wages' }] }, 'Law, Wages'],
  [{ step: 'custom', name: 'shout', code: 'x' }, 'shout, 100 ms, 16 MB'],
])('before the answer: %j', (step, words) => {
  expect(stepSetting(preprocessStepSchema.parse(step))).toBe(words);
});

test.each([
  [{ step: 'limit-length', maxChars: 80 }, 'cut at 80 characters'],
  [{ step: 'format-citations', style: 'source-list' }, 'as a list of sources'],
  [{ step: 'json-schema', schema: {}, onMismatch: 'flag' }, 'flags a mismatch'],
])('after the answer: %j', (step, words) => {
  expect(stepSetting(postprocessStepSchema.parse(step))).toBe(words);
});
