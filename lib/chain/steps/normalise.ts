/**
 * Control characters (but tabs and line ends) removed, Unicode NFC, runs of blanks within a line and of empty lines
 * folded, outer white space trimmed. Indentation stays: a question may hold code.
 */
export function normalise(text: string): string {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/(?![\t\n])\p{Cc}/gu, '')
    .normalize('NFC')
    .replaceAll(/(?<=\S)[\p{Zs}\t]{2,}/gu, ' ')
    .replaceAll(/(?<=\S)[\p{Zs}\t]$|^[\p{Zs}\t]+$/gmu, '')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}
