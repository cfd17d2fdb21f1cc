import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskPii } from '#lib/text/personal-data/mask-pii.ts';
import { Hits } from './hits.ts';
import { openOutputScreen } from './output-screen.ts';
import { Placeholders } from './placeholders.ts';
import { piiKinds, type StagePolicy, stagePolicySchema } from './schemas.ts';

const maskAll = Object.fromEntries(piiKinds.map((kind) => [kind, 'mask']));

function screen(policy: unknown, pieces: readonly string[]) {
  const parsed: StagePolicy = stagePolicySchema.parse(policy);
  const hits = new Hits();
  const context = { stage: 'output' as const, policy: parsed, placeholders: new Placeholders(), hits };
  const stream = openOutputScreen(context, 'No.');
  let shown = '';
  let longestHeld = 0;
  let written = 0;
  let refusal: string | null = null;
  for (const piece of pieces) {
    written += piece.length;
    const out = stream.push(piece);
    shown += out.text;
    refusal ??= out.refusal;
    if (refusal === null) longestHeld = Math.max(longestHeld, written - out.read);
  }
  const last = stream.end();
  return { shown: shown + last.text, refusal: refusal ?? last.refusal, longestHeld, hits: hits.all, stream };
}

/** Cuts a text at these places. */
function pieces(text: string, cuts: readonly number[]): string[] {
  const at = [...new Set(cuts.map((cut) => cut % (text.length + 1)))].sort((a, b) => a - b);
  return [0, ...at].map((start, index) => text.slice(start, at[index] ?? text.length));
}

const personal = fc.constantFrom(
  'ana.lopez+shop@mail.example.org',
  'DE89 3704 0044 0532 0130 00',
  'GB82 WEST 1234 5698 7654 32',
  '4111 1111 1111 1111',
  '5555-5555-5555-4444',
  '+49 30 901820',
  '(030) 90 18 20',
  '415-555-2671',
  'AB 12 34 56 C',
  '078-05-1120',
  '192.168.17.23',
  '2001:db8:85a3::8a2e:370:7334',
  'phone number is 5551234',
  '电话13812345678请回',
);
const plain = fc.constantFrom(
  'the pump',
  'of 5',
  'in 2024',
  'is 12.5 kPa,',
  'war',
  'crime',
  'a war crime.',
  '[1]',
  'see [2][3].',
  '机器停止了。',
  '`code 42`',
  'x'.repeat(90),
  '12 34 56 78 90 12 34 56 78',
  'a@',
  '😀',
  '—',
);
const gap = fc.constantFrom(' ', '\n', '  ', '\n\n', ' \u00a0 ');
const text = fc
  .array(fc.tuple(fc.oneof({ weight: 3, arbitrary: plain }, { weight: 1, arbitrary: personal }), gap), {
    maxLength: 40,
  })
  .map((parts) => parts.flat().join(''));
const cuts = fc.array(fc.nat(5000), { maxLength: 60 });

const policies: [string, unknown][] = [
  ['masks', { personalData: maskAll }],
  ['blocks personal data', { personalData: { ...maskAll, iban: 'block' } }],
  [
    'blocks words and patterns',
    {
      personalData: maskAll,
      banned: {
        action: 'block',
        topics: [{ name: 'war', words: ['war crime', '停止'], patterns: ['k(pa)+'] }],
      },
    },
  ],
  ['flags words', { banned: { action: 'flag', topics: [{ name: 'war', words: ['war crime'] }] } }],
  ['limits', { maxChars: 120, injection: 'block', languages: { action: 'flag', allowed: ['de'] } }],
];

describe.each(policies)('a stream that %s', (_, policy) => {
  test('shows the same however it is cut', () => {
    fc.assert(
      fc.property(text, cuts, (whole, at) => {
        const once = screen(policy, [whole]);
        const often = screen(policy, pieces(whole, at));
        expect(often.shown).toBe(once.shown);
        expect(often.refusal).toBe(once.refusal);
        expect(often.hits).toEqual(once.hits);
        const chars = screen(policy, [...whole]);
        expect(chars.shown).toBe(once.shown);
      }),
      { numRuns: 150 },
    );
  });
});

test('a stream masks what a whole text masks', () => {
  fc.assert(
    fc.property(text, (whole) => {
      const numbered = screen({ personalData: maskAll }, [...whole]).shown;
      expect(numbered.replaceAll(/\[([a-z-]+) \d+\]/g, '[$1]')).toBe(maskPii(whole, piiKinds).text);
    }),
    { numRuns: 300 },
  );
});

test('prose is held back by no more than a word and a bit', () => {
  const prose =
    'The crane must stop lifting when the mean wind speed reaches 9.8 metres per second [1]. '.repeat(20);
  const { shown, longestHeld } = screen({ personalData: maskAll }, [...prose]);
  expect(shown).toBe(prose);
  console.log(`held back at most ${longestHeld} characters of prose`);
  expect(longestHeld).toBeLessThanOrEqual(20);
});

test('nothing of a banned phrase, or of blocked data, is shown', () => {
  const banned = { action: 'block', topics: [{ name: 'x', words: ['project blue heron'], patterns: [] }] };
  const out = screen({ banned }, [...'We work on Project  Blue\nHeron now.']);
  expect(out).toMatchObject({ shown: 'We work on ', refusal: 'No.' });
  const iban = screen({ personalData: { iban: 'block' } }, [...'Pay to DE89 3704 0044 0532 0130 00 soon']);
  expect(iban).toMatchObject({ shown: 'Pay to ', refusal: 'No.' });
  expect(JSON.stringify(iban.hits)).not.toContain('3704');
});

test('the same value has the same name, another one the next', () => {
  const { shown } = screen({ personalData: maskAll }, ['a@b.example c@d.example A@B.example ']);
  expect(shown).toBe('[email] [email 2] [email] ');
});

test('offsets into the written text are found in the shown one', () => {
  const written = 'Ask ana@example.org now. It is red [1].';
  const { shown, stream } = screen({ personalData: maskAll }, [written]);
  const [start, end] = [written.indexOf('It is'), written.length];
  expect(shown.slice(stream.place(start), stream.place(end))).toBe('It is red [1].');
  expect(shown.slice(0, stream.place(written.indexOf('ana') + 5))).toBe('Ask [email]');
});

test('screening costs microseconds a word', () => {
  const prose =
    'The crane must stop lifting when the mean wind speed reaches 9.8 metres per second [1]. '.repeat(50);
  const words = prose.split(/(?<= )/);
  screen({ personalData: maskAll }, words);
  const began = performance.now();
  screen({ personalData: maskAll }, words);
  const perWord = ((performance.now() - began) * 1000) / words.length;
  console.log(`${perWord.toFixed(1)} µs of screening per word`);
  expect(perWord).toBeLessThan(500);
});
