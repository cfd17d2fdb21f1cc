/**
 * Words of a document that carry a hyphen within a line, so that a hyphen at a line's end can be told from
 * hyphenation ("dpkg-" + "source").
 */
export function hyphenatedWords(lines: Iterable<string>): Set<string> {
  const words = new Set<string>();
  for (const line of lines)
    for (const word of line.match(/[\p{L}\d]+(?:[-‐][\p{L}\d]+)+/gu) ?? []) words.add(normal(word));
  return words;
}

/** Joins the lines of a paragraph: a space between them, none between ideographs, hyphenation undone. */
export function joinLines(lines: readonly string[], hyphenated: ReadonlySet<string>): string {
  let text = '';
  for (const line of lines) text = text === '' ? line : join(text, line, hyphenated);
  return text;
}

function join(text: string, line: string, hyphenated: ReadonlySet<string>): string {
  if (
    /\p{Script=Han}|[\u3040-\u30ff]|[\u3000-\u303f]$/u.test(text.slice(-1)) &&
    /^[\p{Script=Han}\u3040-\u30ff]/u.test(line)
  )
    return text + line;
  if (/\p{L}\u00ad$/u.test(text)) return text.slice(0, -1) + line;
  const head = /([\p{L}\d]+(?:[-‐][\p{L}\d]+)*)[-‐]$/u.exec(text)?.[1];
  const tail = /^\p{L}[\p{L}\d]*/u.exec(line)?.[0];
  if (head === undefined || tail === undefined)
    return /[/_]$/.test(text) && /^[\w.~-]+/.test(line) && /\S*\/\S*$/.test(text)
      ? text + line
      : `${text} ${line}`;
  const isCompound = hyphenated.has(normal(`${head}-${tail}`)) || !/^\p{Ll}/u.test(tail) || /\d$/.test(head);
  return isCompound ? text + line : text.slice(0, -1) + line;
}

function normal(word: string): string {
  return word.toLowerCase().replaceAll('‐', '-');
}
