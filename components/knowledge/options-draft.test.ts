import { describe, expect, it } from 'vitest';
import { defaultChunking, type EmbeddingConfig } from '#lib/knowledge/schemas.ts';
import {
  chunkingDraft,
  embeddingDraft,
  parseChunking,
  parseEmbedding,
  sameOptions,
} from './options-draft.ts';

describe('chunking options', () => {
  it('come back as they went in', () => {
    expect(parseChunking(chunkingDraft(defaultChunking)).value).toEqual(defaultChunking);
  });

  it('are refused at the field that is wrong', () => {
    const draft = chunkingDraft(defaultChunking);
    expect(parseChunking({ ...draft, maxChars: '' }).problems).toHaveProperty('maxChars');
    expect(parseChunking({ ...draft, overlapChars: '1.5' }).problems).toHaveProperty('overlapChars');
    expect(parseChunking({ ...draft, maxChars: '400', overlapChars: '300' })).toMatchObject({
      value: null,
      problems: { overlapChars: expect.stringContaining('half') },
    });
  });
});

describe('embedding options', () => {
  it.each<EmbeddingConfig>([
    { kind: 'none' },
    { kind: 'local', folder: 'models/e5' },
    { kind: 'openai-compatible', provider: 'openai', model: 'small' },
    { kind: 'openai-compatible', provider: 'openai', model: 'small', dimensions: 512 },
  ])('come back as they went in: %j', (embedding) => {
    expect(parseEmbedding(embeddingDraft(embedding)).value).toEqual(embedding);
  });

  it('ask for what their kind needs, and for nothing else', () => {
    const empty = embeddingDraft({ kind: 'none' });
    expect(parseEmbedding(empty).value).toEqual({ kind: 'none' });
    expect(parseEmbedding({ ...empty, kind: 'local' }).problems).toHaveProperty('folder');
    expect(Object.keys(parseEmbedding({ ...empty, kind: 'openai-compatible' }).problems)).toEqual([
      'provider',
      'model',
    ]);
    const draft = {
      ...empty,
      kind: 'openai-compatible' as const,
      provider: 'p',
      model: 'm',
      dimensions: '0',
    };
    expect(parseEmbedding(draft).problems).toHaveProperty('dimensions');
  });

  it('are the same whatever the order of their keys', () => {
    expect(sameOptions({ kind: 'local', folder: 'x' }, { folder: 'x', kind: 'local' })).toBe(true);
    expect(sameOptions(defaultChunking, { ...defaultChunking, maxChars: 900 })).toBe(false);
  });
});
