import type { PlacedToken } from '#lib/text/index.ts';
import type { Expectation } from './question-words.ts';

const numberWords =
  /^(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|dozens?|half|twice|once|several|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|quince|veinte|treinta|cuarenta|cincuenta|cien|cientos|mil|miles|millones|mitad|واحد|اثنان|اثنين|ثلاث|ثلاثة|أربع|أربعة|خمس|خمسة|ست|ستة|سبع|سبعة|ثماني|ثمانية|تسع|تسعة|عشر|عشرة|عشرون|مئة|مائة|ألف|آلاف|مليون|ملايين|مليار|نصف)$/iu;
const timeWords =
  /^(?:january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|century|centuries|spring|summer|autumn|winter|today|yesterday|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|lunes|martes|jueves|viernes|s[áa]bado|domingo|siglo|siglos|يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر|القرن|قرن|عام|سنة)$/iu;
const year = /^(?:1\d{3}|20\d{2})s?$/u;
const hanNumber = /[一二两三四五六七八九十百千万亿半]/u;
const hanTime = /[年月日]$|世纪|世紀|时期|年代/u;
const placePrepositions = /^(?:in|at|near|from|to|of|en|desde|hacia|de|cerca)$/iu;

/**
 * Indices of the tokens that could be the answer a question expects: names for a person or a place,
 * dates for a time, numbers for a quantity. Words of the question itself do not count.
 */
export function candidatesFor(
  expectation: Expectation,
  tokens: readonly PlacedToken[],
  text: string,
  known: ReadonlySet<string>,
): number[] {
  const found: number[] = [];
  for (const [i, token] of tokens.entries()) {
    if (token.term !== null && known.has(token.term)) continue;
    if (isCandidate(expectation, token, tokens[i - 1], tokens[i + 1], text)) found.push(i);
  }
  return found;
}

function isCandidate(
  expectation: Expectation,
  token: PlacedToken,
  before: PlacedToken | undefined,
  after: PlacedToken | undefined,
  text: string,
): boolean {
  const surface = text.slice(token.start, token.end);
  switch (expectation) {
    case 'quantity':
      return (
        token.kind === 'number' ||
        (token.kind === 'han' ? hanNumber.test(surface) : numberWords.test(surface))
      );
    case 'time':
      if (token.kind === 'han') return hanTime.test(surface);
      return token.kind === 'number' ? year.test(surface) || surface.length <= 2 : timeWords.test(surface);
    case 'person':
      return (
        token.term !== null &&
        token.kind === 'word' &&
        token.capital &&
        (token.start > 0 || after?.capital === true || /['’]s$/u.test(surface))
      );
    case 'place':
      return (
        token.term !== null &&
        token.kind === 'word' &&
        token.capital &&
        before !== undefined &&
        (before.capital || placePrepositions.test(text.slice(before.start, before.end)))
      );
    case 'other':
      return false;
  }
}
