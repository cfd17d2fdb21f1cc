/** Unicode NFC, control characters (but tabs and line ends) removed, runs of blanks folded, outer white space trimmed. */
export function normalise(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/(?![\t\n])\p{Cc}/gu, '')
    .replaceAll(/[\p{Zs}\t]{2,}/gu, ' ')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}
