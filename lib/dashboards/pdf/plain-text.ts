/** The fonts that every PDF reader has know Windows-1252 alone; what they lack is written near to it. */
const near: Readonly<Record<string, string>> = {
  '−': '-',
  '≤': '<=',
  '≥': '>=',
  '→': '->',
  '›': '>',
  '\u202f': ' ',
  '\u2009': ' ',
};

export function plainText(text: string): string {
  return [...text.normalize('NFC')].map((one) => near[one] ?? (isKnown(one) ? one : '?')).join('');
}

function isKnown(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return (
    (code >= 0x20 && code <= 0x7e) ||
    (code >= 0xa0 && code <= 0xff) ||
    '€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ'.includes(character)
  );
}
