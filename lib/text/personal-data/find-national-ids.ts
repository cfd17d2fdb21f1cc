import { isCpf, isDniLetter, isMod11And2, isMod11And10, isNirKey } from './checksums.ts';
import type { Found } from './found.ts';

interface IdForm {
  pattern: RegExp;
  /** Checks the candidate without its separators. */
  isValid(id: string): boolean;
}

const alone = (pattern: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}]|\\d[.,-])${pattern}(?![\\p{L}\\p{N}]|[.,-]\\d)`, 'giu');

const forms: readonly IdForm[] = [
  // United States, Social Security number: no checksum, but ranges never issued. Bare digits are not taken for one.
  { pattern: alone('(?!000|666|9)\\d{3}([ -])(?!00)\\d{2}\\1(?!0000)\\d{4}'), isValid: () => true },
  // United Kingdom, National Insurance number: letters and prefixes never issued.
  {
    pattern: alone(
      '(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\\d{2} ?\\d{2} ?\\d{2} ?[A-D]',
    ),
    isValid: () => true,
  },
  // Germany, tax number: of its first ten digits exactly one occurs twice or three times.
  {
    pattern: alone('[1-9]\\d ?\\d{3} ?\\d{3} ?\\d{3}'),
    isValid: (id) => repeatsOneDigit(id.slice(0, 10)) && isMod11And10(id),
  },
  // Spain, DNI and NIE.
  { pattern: alone('(?:\\d{8}|[XYZ]-?\\d{7})-?[A-Z]'), isValid: isDniLetter },
  // France, number of the social insurance (NIR).
  {
    pattern: alone('[1-478] ?\\d{2} ?(?:0[1-9]|1[0-2]|[2-9]\\d) ?(?:\\d{2}|2[AB]) ?\\d{3} ?\\d{3} ?\\d{2}'),
    isValid: isNirKey,
  },
  // China, identity number: region, date of birth, order, check.
  {
    // Written right behind a character of Chinese, which is a letter too.
    pattern:
      /(?<![A-Za-z\p{N}]|\d[.,-])[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX](?![A-Za-z\p{N}]|[.,-]\d)/giu,
    isValid: isMod11And2,
  },
  // Brazil, CPF, as it is written.
  { pattern: alone('\\d{3}\\.\\d{3}\\.\\d{3}-\\d{2}'), isValid: isCpf },
  // Italy, codice fiscale: sixteen characters whose order of letters and digits nothing else has.
  { pattern: alone('[A-Z]{6}\\d{2}[A-EHLMPRST]\\d{2}[A-Z]\\d{3}[A-Z]'), isValid: () => true },
];

/** Numbers that states give to persons, in the forms of eight countries. */
export function findNationalIds(text: string): Found[] {
  const found = forms.flatMap(({ pattern, isValid }) =>
    Array.from(text.matchAll(pattern)).flatMap(({ index, 0: whole }) =>
      isValid(whole.replaceAll(/[ .-]/g, '')) ? [{ start: index, end: index + whole.length }] : [],
    ),
  );
  return found.sort((a, b) => a.start - b.start);
}

function repeatsOneDigit(digits: string): boolean {
  const counts = Array.from('0123456789', (digit) => digits.split(digit).length - 1);
  const repeated = counts.filter((count) => count > 1);
  return repeated.length === 1 && (repeated[0] ?? 0) <= 3;
}
