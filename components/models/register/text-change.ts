/** Offsets are UTF-16 code units, as the editor counts. */
export interface TextChange {
  from: number;
  to: number;
  insert: string;
}

/** The one stretch that differs between two texts, so that the cursor and what is folded elsewhere stay; null if equal. */
export function textChange(before: string, after: string): TextChange | null {
  if (before === after) return null;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  return { from: start, to: before.length - end, insert: after.slice(start, after.length - end) };
}

/** From a 1-based line and column to the end of the word there, at least one character where the line has any. */
export function wordAt(
  text: string,
  line: number | null,
  column: number | null,
): { from: number; to: number } {
  const lines = text.split('\n');
  const index = Math.min(Math.max(0, (line ?? 1) - 1), lines.length - 1);
  const content = lines[index] ?? '';
  const start = lines.slice(0, index).reduce((sum, { length }) => sum + length + 1, 0);
  const offset = Math.min(Math.max(0, (column ?? 1) - 1), content.length);
  const word = /^[^\s:]+/.exec(content.slice(offset))?.[0].length ?? 1;
  return { from: start + offset, to: start + Math.min(content.length, offset + word) };
}
