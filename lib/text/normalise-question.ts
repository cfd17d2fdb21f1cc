/** Marks that begin or end a word of a sentence and carry no meaning of their own: not `#` or `+`, as in C# and C++. */
const marks = String.raw`[.,;:!?¿¡…'"“”„‘’«»()\[\]。、，？！：；؟،]+`;
const edges = new RegExp(`(^|\\s)${marks}|${marks}(?=\\s|$)`, 'gu');

/** One text for questions that differ in case, compatibility forms, punctuation around words and white space only. */
export function normaliseQuestion(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(edges, '$1').replace(/\s+/gu, ' ').trim();
}
