import { describe, expect, test } from 'vitest';
import { type Embedder, ProviderError } from '../../providers/contract.ts';
import { embedTexts } from './embed-texts.ts';

const never = new AbortController().signal;

/** Embeds each text as its length; `failures` come first. */
function fakeEmbedder(failures: Error[] = []): Embedder & { batches: number[] } {
  const batches: number[] = [];
  return {
    id: 'fake',
    batches,
    async embed(texts) {
      const failure = failures.shift();
      if (failure !== undefined) throw failure;
      batches.push(texts.length);
      return texts.map((text) => Float32Array.of(text.length, 1));
    },
  };
}

const limited = () => new ProviderError('rate_limited', 'slow down', { provider: 'fake', retryAfterMs: 1 });

describe('embedTexts', () => {
  test('works through any number of texts in batches, in order, and tells how far it is', async () => {
    const embedder = fakeEmbedder();
    const texts = Array.from({ length: 150 }, (_, at) => 'x'.repeat(at));
    const shares: number[] = [];
    const vectors = await embedTexts(embedder, texts, {
      signal: never,
      onProgress: (share) => shares.push(share),
    });
    expect(vectors.map(([length]) => length)).toEqual(texts.map(({ length }) => length));
    expect(embedder.batches).toEqual([64, 64, 22]);
    expect(shares.at(-1)).toBe(1);
  });

  test('a rate limit is waited out', async () => {
    const vectors = await embedTexts(fakeEmbedder([limited(), limited()]), ['a'], { signal: never });
    expect(vectors).toHaveLength(1);
  });

  test('a refusal is not tried again', async () => {
    const refusal = new ProviderError('unauthorized', 'wrong key', { provider: 'fake' });
    const embedder = fakeEmbedder([refusal]);
    await expect(embedTexts(embedder, ['a'], { signal: never })).rejects.toBe(refusal);
    expect(embedder.batches).toEqual([]);
  });

  test('waiting ends when the work is called off', async () => {
    const abort = new AbortController();
    const slow = new ProviderError('rate_limited', 'slow down', { provider: 'fake', retryAfterMs: 60_000 });
    const embedding = embedTexts(fakeEmbedder([slow]), ['a'], { signal: abort.signal });
    abort.abort(new Error('called off'));
    await expect(embedding).rejects.toThrow();
  });

  test('vectors that do not match the texts are refused', async () => {
    const short: Embedder = { id: 'short', embed: async () => [Float32Array.of(1)] };
    await expect(embedTexts(short, ['a', 'b'], { signal: never })).rejects.toMatchObject({
      code: 'upstream',
    });
  });
});
