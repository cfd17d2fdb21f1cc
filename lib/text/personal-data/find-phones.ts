import type { Found } from './found.ts';

const before = '(?<![\\p{L}\\p{N}+]|\\d[.,:/-])';
const after = '(?![\\p{L}\\p{N}]|[.,:/-]\\d)';
const gap = '[ \\u00a0.\\-/()]{0,2}';

/** E.164: at most 15 digits, the country's included. */
const international = new RegExp(
  `${before}(?:\\(\\+[1-9]\\d{0,2}\\)|\\+\\(?[1-9]\\)?)(?:${gap}\\d){6,14}${after}`,
  'gu',
);
/** The same with the prefix 00; without separators it would be any padded number. */
const prefixed = new RegExp(
  `${before}(?<!\\d[ \\u00a0])00[ -]?[1-9]\\d{0,2}[ /-](?:${gap}\\d){6,12}${after}`,
  'gu',
);
/** North America: three, three and four digits, the first two groups from 200 on. */
const american = new RegExp(
  `${before}(?:1[ .-])?(?:\\([2-9]\\d{2}\\) ?|[2-9]\\d{2}[ .-])[2-9]\\d{2}[ .-]\\d{4}${after}`,
  'gu',
);
/** National numbers of most of Europe and beyond: a trunk 0, then 8 to 11 digits, with a separator somewhere. */
const trunk = new RegExp(
  `${before}(?<!\\d[ \\u00a0])(?:\\(0[1-9]\\d{0,4}\\)|0[1-9]\\d{0,4})[ \\u00a0/-]{1,2}\\d(?:[ \\u00a0/-]?\\d){3,10}${after}`,
  'gu',
);
/** Chinese mobile numbers. */
const chinese = new RegExp(
  `${before.replace('\\p{L}', 'A-Za-z')}1[3-9]\\d[ -]?\\d{4}[ -]?\\d{4}(?![\\p{N}A-Za-z]|[.,:/-]\\d)`,
  'gu',
);
/** A number without a form of its own counts after a word for telephone. */
const announced = new RegExp(
  `(?:(?<!\\p{L})(?:tel|telefon(?:nummer|o)?|tel[eé]fono|t[eé]l[eé]phone|phone|mobile|m[oó]vil|handy(?:nummer)?|cell|celular|portable|whatsapp|fax|call me|text me|rufen sie mich|ll[aá]mame|appelez-moi)(?!\\p{L})|电话|電話|手机|手機)(?:[\\s:.#-]{0,3}(?:number|nummer|n[uú]mero|num[eé]ro|no|is|ist|es|est|at|on|al|au|unter|号码|號碼|是|：)){0,3}[\\s:.#-]{0,3}(\\(?\\+?\\d(?:${gap}\\d){6,14})${after}`,
  'giu',
);

/** `31-12-2024 10` and `2024/01/02` have the digits of a telephone number. */
const date =
  /^\(?(?:\d{1,2}[ ./-]\d{1,2}[ ./-](?:19|20)\d{2}|(?:19|20)\d{2}[ ./-]\d{1,2}[ ./-]\d{1,2})(?!\d)/;

/** Telephone numbers in the ways people write them. Bare runs of digits are left: they are order numbers as often. */
export function findPhones(text: string): Found[] {
  const found = [international, prefixed, american, trunk, chinese].flatMap((pattern) =>
    Array.from(text.matchAll(pattern), ({ index, 0: whole }) => ({
      start: index,
      end: index + whole.length,
    })),
  );
  const after = Array.from(text.matchAll(announced), ({ index, 0: whole, 1: number = '' }) => ({
    start: index + whole.length - number.length,
    end: index + whole.length,
  }));
  return [...found, ...after].filter((each) => isPhone(text.slice(each.start, each.end))).sort(byPlace);
}

function isPhone(candidate: string): boolean {
  const digits = candidate.replaceAll(/\D/g, '').length;
  return digits >= 7 && digits <= 17 && !date.test(candidate);
}

function byPlace(a: Found, b: Found): number {
  return a.start - b.start || b.end - a.end;
}
