/** Controls other than white space, and marks that show nothing. */
const unprintable = /(?!\s)\p{Cc}|[\u00ad\u200b\u2060\ufeff\ufffe\uffff]/gu;

/** Drops what no index, database or screen can hold: NUL and other controls, lone surrogates, soft hyphens. */
function printable(text: string): string {
  return text.toWellFormed().replace(unprintable, '');
}

/** Running text: every run of white space is one space. */
export function cleanText(text: string): string {
  return printable(text).replace(/\s+/g, ' ').trim();
}

/** Text whose lines matter, such as code: keeps them and their indentation, drops blank ends. */
export function cleanLines(text: string): string {
  return printable(text.replace(/\r\n?|[\u2028\u2029]/g, '\n'))
    .replace(/[^\S\n]+$/gm, '')
    .replace(/^\n+|\s+$/g, '');
}

/** Cuts text into pieces of at most `max` characters, at white space where there is some. */
export function splitLongText(text: string, max: number): string[] {
  if (text.length <= max) return [text];
  const pieces: string[] = [];
  let start = 0;
  while (text.length - start > max) {
    const space = text.slice(start, start + max).search(/\s\S*$/);
    let length = space > max / 2 ? space : max;
    if (length === max && /[\ud800-\udbff]/.test(text.charAt(start + max - 1))) length -= 1;
    pieces.push(text.slice(start, start + length).trim());
    start += length;
  }
  pieces.push(text.slice(start).trim());
  return pieces.filter((piece) => piece !== '');
}
