/** Arabic diacritics (harakat, Quranic marks, superscript alef) and the tatweel that only stretches a word. */
const arabicMarks = /[\u0610-\u061A\u0640\u064B-\u065F\u0670\u06D6-\u06ED]/gu;

/**
 * Arabic letters people write interchangeably, brought to one form: hamza-carrying alefs, alef maqsura and
 * teh marbuta, as in the light stemming of Larkey, Ballesteros and Connell (SIGIR 2002); Persian and Urdu
 * keyboards' yeh and kaf to the Arabic ones.
 */
const arabicLetters: Readonly<Record<string, string>> = {
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ٱ: 'ا',
  ى: 'ي',
  ی: 'ي',
  ک: 'ك',
  ة: 'ه',
};

/** Compatibility forms unified and lower-cased; letters keep their diacritics, which stemmers rely on. */
export function normaliseText(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

export function normaliseArabic(word: string): string {
  return word.replace(arabicMarks, '').replace(/[أإآٱىیکة]/gu, (letter) => arabicLetters[letter] ?? letter);
}

/** `canción` and `cancion`, `Straße` and `Strasse` meet in one token. */
export function foldDiacritics(word: string): string {
  return word
    .normalize('NFD')
    .replace(/\p{Script=Latin}\p{Mn}+|\p{Script=Greek}\p{Mn}+/gu, (letter) => letter.replace(/\p{Mn}/gu, ''))
    .normalize('NFC')
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .replaceAll('æ', 'ae')
    .replaceAll('œ', 'oe')
    .replaceAll('ł', 'l')
    .replaceAll('đ', 'd')
    .replaceAll('ı', 'i');
}
