import { isIbanChecksum, isLuhn } from './checksums.ts';
import type { Found } from './found.ts';

/** Length of an IBAN by country: SWIFT's IBAN registry, release 99. */
const ibanLengths = new Map(
  Object.entries({
    15: 'NO',
    16: 'BE',
    18: 'DK FI FK FO GL NL SD',
    19: 'MK SI',
    20: 'AT BA EE KZ LT LU MN XK',
    21: 'CH CR HR LI LV',
    22: 'BG BH DE GB GE IE ME RS VA',
    23: 'AE GI IL IQ OM SO TL',
    24: 'AD CZ DZ ES MD PK RO SA SE SK TN VG',
    25: 'LY PT ST',
    26: 'IS TR',
    27: 'BI DJ FR GR IT MC MR SM',
    28: 'AL AZ BY CY DO GT HN HU LB NI PL SV',
    29: 'BR EG PS QA UA',
    30: 'JO KW MU YE',
    31: 'MT SC',
    32: 'LC',
    33: 'RU',
  }).flatMap(([length, countries]) =>
    countries.split(' ').map((country) => [country, Number(length)] as const),
  ),
);

const ibanStart = /(?<![\p{L}\p{N}])[A-Z]{2} ?\d{2}/giu;
const alphanumeric = /[A-Z0-9]/i;

/** IBANs with the length of their country and right check digits, written together, in groups or with hyphens. */
export function findBankAccounts(text: string): Found[] {
  return Array.from(text.matchAll(ibanStart)).flatMap(({ index }) => {
    const length = ibanLengths.get(text.slice(index, index + 2).toUpperCase());
    if (length === undefined) return [];
    const end = endOfGroups(text, index, length);
    if (end === null || /[\p{L}\p{N}]/u.test(text.charAt(end))) return [];
    return isIbanChecksum(text.slice(index, end).replaceAll(/[ -]/g, '')) ? [{ start: index, end }] : [];
  });
}

/** Where `count` letters and digits with at most one separator between them end; null when they do not. */
function endOfGroups(text: string, start: number, count: number): number | null {
  let left = count;
  let at = start;
  for (; left > 0; at++) {
    if (alphanumeric.test(text.charAt(at))) left--;
    else if (!/[ \u00a0-]/.test(text.charAt(at)) || !alphanumeric.test(text.charAt(at + 1))) return null;
  }
  return at;
}

const digitGroups = /(?<![\p{L}\p{N}])\d+(?:[ \u00a0-]\d+)*(?![\p{L}\p{N}])/gu;
/** Ranges of issuers (ISO/IEC 7812) with the lengths of their card numbers; Luhn alone lets one number in ten pass. */
const issuers: readonly [RegExp, readonly number[]][] = [
  [/^4/, [13, 16, 19]],
  [/^(?:5[1-5]|2(?:22[1-9]|2[3-9]|[3-6]|7[01]|720))/, [16]],
  [/^3[47]/, [15]],
  [/^(?:30[0-5]|36|3[89])/, [14, 16]],
  [/^(?:6011|64[4-9]|65)/, [16, 19]],
  [/^35(?:2[89]|[3-8])/, [16, 19]],
  [/^62/, [16, 17, 18, 19]],
  [/^(?:50|5[6-9]|6)/, [16, 18, 19]],
];

/** Payment card numbers of known issuers with a right Luhn digit. */
export function findCards(text: string): Found[] {
  return Array.from(text.matchAll(digitGroups)).flatMap(({ 0: run, index }) => cardsInRun(run, index));
}

/** A run of digit groups may hold other numbers beside a card: cards begin and end with a group. */
function cardsInRun(run: string, offset: number): Found[] {
  const groups = Array.from(run.matchAll(/\d+/g), ({ 0: digits, index }) => ({ digits, index }));
  const found: Found[] = [];
  for (let first = 0; first < groups.length; first++) {
    let number = '';
    for (let last = first; last < groups.length && number.length < 19; last++) {
      const group = groups[last];
      number += group?.digits ?? '';
      if (group === undefined || !isCard(number)) continue;
      const start = offset + (groups[first]?.index ?? 0);
      found.push({ start, end: offset + group.index + group.digits.length });
      first = last;
      break;
    }
  }
  return found;
}

function isCard(number: string): boolean {
  if (number.length < 13 || number.length > 19) return false;
  return (
    issuers.some(([range, lengths]) => range.test(number) && lengths.includes(number.length)) &&
    isLuhn(number)
  );
}
