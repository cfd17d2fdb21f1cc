import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChunkHit } from '../knowledge/schemas.ts';
import { bindCitations, createCitationBinder } from './bind-citations.ts';

const passages: ChunkHit[] = ['one', 'two', 'three'].map((text, index) => ({
  chunkId: `c${index + 1}`,
  documentId: 'd',
  revisionId: 'r',
  documentName: 'manual.md',
  documentTitle: null,
  mediaType: 'text/markdown',
  ordinal: index,
  text,
  headingPath: [],
  blockStart: 0,
  blockEnd: 0,
  page: null,
  boxes: [],
  score: 1,
  scores: {},
}));

const bind = (text: string) => {
  const bound = bindCitations(text, passages);
  return [bound.text, bound.citations.map(({ chunkId }) => chunkId)];
};

describe('bindCitations', () => {
  it.each([
    ['renumbers by first appearance', 'A [3]. B [1]. C [3].', 'A [1]. B [2]. C [1].', ['c3', 'c1']],
    ['splits lists and ranges', 'A [2, 1] B [2-3]', 'A [1][2] B [1][3]', ['c2', 'c1', 'c3']],
    ['takes markers side by side', 'A [2][3].', 'A [1][2].', ['c2', 'c3']],
    ['drops what is out of range, with its space', 'A [9]. B [0, 2] [4]', 'A. B [1]', ['c2']],
    ['leaves years and words alone', '[2024] [a] []', '[2024] [a] []', []],
    ['leaves links alone', 'see [1](http://x)', 'see [1](http://x)', []],
    ['leaves escaped brackets alone', 'as in \\[2] [2]', 'as in \\[2] [1]', ['c2']],
    ['leaves code spans alone', '`a[1]` and ``b`[2]`` [3]', '`a[1]` and ``b`[2]`` [1]', ['c3']],
    ['leaves fenced code alone', '```js\na[1]\n```\nA [2]', '```js\na[1]\n```\nA [1]', ['c2']],
    ['leaves an unclosed fence alone', '~~~\na[1]', '~~~\na[1]', []],
    ['takes a stray backtick for its line only', 'a ` b\nA [2]', 'a ` b\nA [1]', ['c2']],
    ['keeps a marker that never closes', 'A [1', 'A [1', []],
  ])('%s', (_, raw, text, chunkIds) => {
    expect(bind(raw)).toEqual([text, chunkIds]);
  });

  it('leaves everything alone when there are no passages', () => {
    expect(bindCitations('see [1]', [])).toEqual({ text: 'see [1]', citations: [] });
  });

  it('carries the passage as it was handed to the model', () => {
    const [citation] = bindCitations('A [2]', passages).citations;
    expect(citation).toMatchObject({ marker: 1, chunkId: 'c2', text: 'two', documentName: 'manual.md' });
  });
});

describe('createCitationBinder', () => {
  const fragments = [
    'A',
    '。',
    ' ',
    '[',
    ']',
    '1',
    '2',
    '9',
    ', ',
    '-',
    '`',
    '```',
    '~~~',
    '\n',
    '\\',
    '(',
    '[1]',
    ' [2, 3]',
  ];

  it('gives the same however the text is cut', () => {
    const text = fc.array(fc.constantFrom(...fragments), { maxLength: 40 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, fc.array(fc.nat(100), { maxLength: 30 }), (raw, cuts) => {
        const binder = createCitationBinder(passages);
        const bounds = [...cuts.filter((cut) => cut < raw.length).sort((a, b) => a - b), raw.length];
        const pieces = bounds.map((end, i) => raw.slice(bounds[i - 1] ?? 0, end));
        const deltas = [...pieces.map((piece) => binder.push(piece)), binder.end()];
        expect({
          text: deltas.map((delta) => delta.text).join(''),
          citations: deltas.flatMap(({ newCitations }) => newCitations),
        }).toEqual(bindCitations(raw, passages));
      }),
      { numRuns: 2000 },
    );
  });

  it('announces a citation with the delta that holds its marker', () => {
    const binder = createCitationBinder(passages);
    expect(binder.push('A [')).toEqual({ text: 'A', newCitations: [] });
    expect(binder.push('2')).toEqual({ text: '', newCitations: [] });
    const delta = binder.push('] b');
    expect(delta.text).toBe(' [1] b');
    expect(delta.newCitations.map(({ marker, chunkId }) => [marker, chunkId])).toEqual([[1, 'c2']]);
  });

  it('holds back no more than a marker can be long', () => {
    const binder = createCitationBinder(passages);
    expect(binder.push(`[${'1, '.repeat(40)}`).text).not.toBe('');
  });
});
