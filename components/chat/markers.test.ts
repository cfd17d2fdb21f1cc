import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SentenceCheck } from '#lib/chain/schemas.ts';
import { splitAnswerText, withoutSigns, withVerdictSigns } from './markers.ts';

const check = (start: number, end: number, support: SentenceCheck['support']): SentenceCheck => ({
  start,
  end,
  markers: [],
  support,
  coverage: 0.5,
});

const split = (text: string, checks: SentenceCheck[] = []) =>
  splitAnswerText(withVerdictSigns(text, checks), null).parts;

describe('splitAnswerText', () => {
  it('finds markers, side by side too', () => {
    expect(split('It holds [1][12].')).toEqual([
      { kind: 'text', text: 'It holds ', check: null },
      { kind: 'marker', marker: 1, check: null },
      { kind: 'marker', marker: 12, check: null },
      { kind: 'text', text: '.', check: null },
    ]);
  });

  it('leaves other brackets alone', () => {
    expect(split('a[0x1] [note] [1234]')).toEqual([
      { kind: 'text', text: 'a[0x1] [note] [1234]', check: null },
    ]);
  });

  it('marks the sentence a verdict is about, with its markers', () => {
    const text = 'Fine. Made up [2]. Fine again.';
    expect(split(text, [check(0, 5, 'supported'), check(6, 18, 'unsupported')])).toEqual([
      { kind: 'text', text: 'Fine. ', check: null },
      { kind: 'text', text: 'Made up ', check: 1 },
      { kind: 'marker', marker: 2, check: 1 },
      { kind: 'text', text: '.', check: 1 },
      { kind: 'verdict', check: 1 },
      { kind: 'text', text: ' Fine again.', check: null },
    ]);
  });

  it('carries an open verdict over to the next piece of text', () => {
    const signed = withVerdictSigns('One bold end.', [check(0, 13, 'partly-supported')]);
    const first = splitAnswerText(signed.slice(0, 6), null);
    expect(first.open).toBe(0);
    expect(splitAnswerText(signed.slice(6), first.open)).toMatchObject({ open: null });
  });
});

describe('withVerdictSigns', () => {
  it('does not turn a list item, heading, quote or table row into something else', () => {
    for (const prefix of ['- ', '12. ', '## ', '> ', '> - ', '- [ ] ', '| ', '|']) {
      const text = `${prefix}A claim.`;
      expect(withVerdictSigns(text, [check(0, text.length, 'unsupported')]).startsWith(prefix)).toBe(true);
    }
  });

  it('stays within table cells and emphasis', () => {
    for (const [before, after] of [
      ['| ', ' |'],
      ['**', '**'],
      ['- _', '_ '],
    ] as const) {
      const text = `${before}One | two.${after}`;
      const signed = withVerdictSigns(text, [check(0, text.length, 'unsupported')]);
      expect(signed).toBe(`${before}\uE000\uE100One | two.\uE001${after}`);
    }
  });

  it('changes nothing else, whatever the offsets', () => {
    const offsets = fc.record({ start: fc.nat(60), length: fc.nat(60) });
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.array(offsets), (text, ranges) => {
        fc.pre(!/[\uE000-\uF8FF]/.test(text));
        const checks = ranges.map(({ start, length }) => check(start, start + length, 'unsupported'));
        expect(withoutSigns(withVerdictSigns(text, checks))).toBe(text);
      }),
    );
  });

  it('lets nobody smuggle signs in', () => {
    expect(split('\uE000\uE100 false \uE001')).toEqual([
      { kind: 'text', text: '\uFFFD\uFFFD false \uFFFD', check: null },
    ]);
  });
});
