import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countsDetail } from '#lib/chain/steps/counts-detail.ts';
import { type PiiKind, piiKinds } from './kinds.ts';
import { maskPii } from './mask-pii.ts';

const mask = (text: string) => maskPii(text, piiKinds).text;

describe('finds', () => {
  test.each<[PiiKind, string]>([
    ['email', 'ana.lopez+shop@mail.example.org'],
    ['email', "o'neil@example.co.uk"],
    ['email', 'jürgen@müller.example'],
    ['email', '李雷@例子.公司'],
    ['email', 'someone@xn--bcher-kva.example.xn--p1ai'],
    ['iban', 'DE89 3704 0044 0532 0130 00'],
    ['iban', 'GB82WEST12345698765432'],
    ['iban', 'fr14 2004 1010 0505 0001 3m02 606'],
    ['iban', 'NO93-8601-1117-947'],
    ['credit-card', '4111 1111 1111 1111'],
    ['credit-card', '5555555555554444'],
    ['credit-card', '3782-822463-10005'],
    ['credit-card', '6011000990139424'],
    ['national-id', '123-45-6789'],
    ['national-id', 'AB 12 34 56 C'],
    ['national-id', '86 095 742 719'],
    ['national-id', '12345678Z'],
    ['national-id', 'X-1234567-L'],
    ['national-id', '2 55 08 14 168 025 38'],
    ['national-id', '11010519491231002X'],
    ['national-id', '529.982.247-25'],
    ['national-id', 'RSSMRA85T10A562S'],
    ['ip-address', '203.0.113.77'],
    ['ip-address', '2001:db8:85a3::8a2e:370:7334'],
    ['phone', '+49 30 901820'],
    ['phone', '+1 (415) 555-2671'],
    ['phone', '+34612345678'],
    ['phone', '0049 171 1234567'],
    ['phone', '(415) 555-2671'],
    ['phone', '415-555-2671'],
    ['phone', '0171/1234567'],
    ['phone', '01 23 45 67 89'],
    ['phone', '020 7946 0958'],
    ['phone', '13812345678'],
  ])('%s: %s', (kind, text) => {
    for (const around of [
      (x: string) => x,
      (x: string) => `Mine is ${x}.`,
      (x: string) => `(${x}), 我的：${x}。`,
    ]) {
      const { text: masked, counts } = maskPii(around(text), piiKinds);
      expect(masked).toBe(around(`[${kind}]`));
      expect(Object.keys(counts)).toEqual([kind]);
    }
  });

  test('numbers that a word announces', () => {
    expect(mask('My phone number is 5551234, call me.')).toBe('My phone number is [phone], call me.');
    expect(mask('Mi teléfono es 612345678')).toBe('Mi teléfono es [phone]');
    expect(mask('Meine Handynummer: 1712345678')).toBe('Meine Handynummer: [phone]');
    expect(mask('我的手机号码是 5551234567')).toBe('我的手机号码是 [phone]');
  });

  test('a card among other numbers, and several kinds at once', () => {
    expect(mask('Order 5 4111 1111 1111 1111 2')).toBe('Order 5 [credit-card] 2');
    expect(mask('a@b.example, DE89370400440532013000 and 10.1.2.3')).toBe('[email], [iban] and [ip-address]');
  });
});

describe('leaves innocent look-alikes', () => {
  test.each([
    'Set the torque to 1200 300 and wait 45 minutes.',
    'Invoice 2024-0001-2345 of 31-12-2024 10:20, order 0012345678, part 4111 1111 1111 1112.',
    'On 01-02-2024 and 2024/01/02 at 12:30:45 it was 3.141592653589793 and 1 000 000 000.',
    'Version 10.2.3 and 1.2.3.4.5, chapter 4.1.2, 127.0.0.1 and 0.0.0.0.',
    'std::chrono::seconds, a::b, 00:1A, #123456789, 5 @ 3.50, @username, user@localhost',
    'ISBN 978-3-16-148410-0, DE00 3704 0044 0532 0130 00, GB29 is a road, 000-12-3456, 666-12-3456',
    'Unix time 1700000000 or 1700000000000, hash d41d8cd98f00b204e9800998ecf8427e, 12345678A',
    'id 550e8400-e29b-41d4-a716-446655440000 in DE 1234567890123456789012 and 86095742718',
    'The pump needs 0,5 l of oil (see [1][2]); pressure 0 to 250 bar, 0.123 456 789.',
  ])('%s', (text) => {
    expect(maskPii(text, piiKinds)).toEqual({ text, counts: {} });
  });
});

const pii = fc.constantFrom(
  'ana@mail.example',
  'DE89 3704 0044 0532 0130 00',
  '4111 1111 1111 1111',
  '123-45-6789',
  '203.0.113.77',
  '+49 30 901820',
  '0171/1234567',
);
const scraps = fc.constantFrom(
  ...[
    ' ',
    '.',
    ',',
    '-',
    '+',
    '/',
    '(',
    ')',
    '0',
    '1',
    '4111',
    '00',
    'a',
    '@',
    'b.example',
    '[1]',
    '漢',
    '\n',
  ],
);
const texts = fc.array(fc.oneof(pii, scraps), { maxLength: 30 }).map((parts) => parts.join(''));

test('masking twice changes nothing more', () => {
  fc.assert(
    fc.property(texts, fc.subarray([...piiKinds], { minLength: 1 }), (text, kinds) => {
      const once = maskPii(text, kinds);
      expect(maskPii(once.text, kinds)).toEqual({ text: once.text, counts: {} });
    }),
    { numRuns: 1000 },
  );
});

test('never touches text without personal data', () => {
  const words = fc.constantFrom(
    ...'The pump, oil [1]. 油泵 ¿Qué? Straße 12 300 3.5 % – 7:30 x_y <b> \n'.split(' '),
  );
  fc.assert(
    fc.property(fc.array(words), (parts) => {
      const text = parts.join(' ');
      expect(maskPii(text, piiKinds)).toEqual({ text, counts: {} });
    }),
  );
});

test('nothing of what was masked is left, and all around it is', () => {
  fc.assert(
    fc.property(
      pii,
      fc.constantFrom('Write to ', '(', '我的：', ''),
      fc.constantFrom(' today', ')', '。', '.'),
      (secret, head, tail) => {
        const { text } = maskPii(head + secret + tail, piiKinds);
        expect(text).not.toContain(secret);
        expect(text.startsWith(head) && text.endsWith(tail)).toBe(true);
        expect(text.slice(head.length, text.length - tail.length)).toMatch(/^\[[a-z-]+\]$/);
      },
    ),
  );
});

test('only the kinds asked for are masked, and the trace counts them', () => {
  const { text, counts } = maskPii('a@b.example 203.0.113.77 c@d.example', ['email']);
  expect(text).toBe('[email] 203.0.113.77 [email]');
  expect(countsDetail([counts, counts])).toEqual({ masked: 4, email: 4 });
  expect(countsDetail([{}])).toEqual({ masked: 0 });
});

test('long hostile texts take milliseconds, not minutes', () => {
  const pieces = [
    'a',
    '1',
    '1 ',
    '1.',
    'a@',
    '@a.',
    '+1',
    '0 1',
    'DE89',
    ':',
    'a:',
    '4111 ',
    '(',
    'tel ',
    'a.b-',
  ];
  const began = performance.now();
  for (const piece of pieces) mask(piece.repeat(Math.ceil(100_000 / piece.length)));
  expect(performance.now() - began).toBeLessThan(10_000);
}, 30_000);
