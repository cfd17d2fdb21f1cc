import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normaliseUsage } from './normalise-usage.ts';

test('nothing reported is null', () => {
  expect(normaliseUsage(undefined)).toBeNull();
  expect(normaliseUsage({ total_tokens: 5 })).toBeNull();
});

test.each([
  { prompt_tokens: -5, completion_tokens: 5 },
  { prompt_tokens: 5, completion_tokens: 1e300 },
  { prompt_tokens: 5.5, completion_tokens: 5 },
  { prompt_tokens: 5, completion_tokens: 5, prompt_tokens_details: { cached_tokens: Number.NaN } },
  { prompt_tokens: '5', completion_tokens: 5 },
])('what cannot be true is not believed: %j', (reported) => {
  expect(normaliseUsage(reported)).toBeNull();
});

test('reasoning kept apart from completion tokens is recognised by the total', () => {
  const usage = normaliseUsage({
    prompt_tokens: 10,
    completion_tokens: 5,
    total_tokens: 35,
    completion_tokens_details: { reasoning_tokens: 20 },
  });
  expect(usage).toMatchObject({ input: 10, output: 5, reasoning: 20 });
});

test('classes never overlap and never go below zero, whatever the provider claims', () => {
  const tokens = fc.nat(1_000_000);
  fc.assert(
    fc.property(tokens, tokens, tokens, tokens, tokens, (prompt, completion, cached, written, thought) => {
      const usage = normaliseUsage({
        prompt_tokens: prompt,
        completion_tokens: completion,
        total_tokens: prompt + completion,
        prompt_tokens_details: { cached_tokens: cached, cache_write_tokens: written },
        completion_tokens_details: { reasoning_tokens: thought },
      });
      expect(usage).not.toBeNull();
      if (usage === null) return;
      expect(
        Math.min(usage.input, usage.cachedInput, usage.cacheWrite, usage.output, usage.reasoning),
      ).toBeGreaterThanOrEqual(0);
      expect(usage.input + usage.cachedInput + usage.cacheWrite).toBe(prompt);
      expect(usage.output + usage.reasoning).toBe(completion);
    }),
  );
});
