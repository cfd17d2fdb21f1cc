import type { Quote } from './select-quotes.ts';
import type { Unit } from './split-units.ts';

/** The quotes as Markdown, each line followed by ` [n]`, n being the 1-based index of its passage. */
export function layOut(quotes: readonly Quote[]): string {
  let text = '';
  let previous: Quote | undefined;
  for (const quote of quotes) {
    text += (previous === undefined ? '' : separator(previous, quote)) + markdownOf(quote);
    previous = quote;
  }
  return text;
}

function markdownOf({ unit, code }: Quote): string {
  const marker = ` [${unit.passage + 1}]`;
  const lines = linesOf(unit).map((line) => `${escaped(line)}${marker}`);
  const said = lines.join('\n');
  return code === null ? said : `${said}\n\n${fenced(code)}`;
}

function linesOf({ kind, text }: Unit): string[] {
  const lines = text.split('\n');
  if (kind === 'table-row') return lines.map(asRow);
  // One step of several reads as a sentence; its number says nothing here.
  if (kind === 'list-item')
    return lines.map((line) => line.replace(/^\s*(?:\d{1,3}[.)、]|[•‣◦▪·–*-])\s+/u, ''));
  if (kind !== 'list') return lines;
  return lines.map((line, index) => (index === 0 && /[:：]\s*$/u.test(line) ? line : asItem(line)));
}

function asItem(line: string): string {
  const bare = line.replace(/^[•‣◦▪·–*-]\s+/u, '');
  return /^\d{1,3}[.)]\s/u.test(bare) ? bare : `- ${bare}`;
}

/** `variable: PORT; default: 3000` reads better as `PORT — default: 3000`; a first cell with a number keeps its header. */
function asRow(line: string): string {
  return line.replace(/^[^:;|]{1,40}: ([^\d;|]{2,60}); (?=[^:;]{1,40}: )/u, '$1 — ');
}

function fenced(code: string): string {
  const fence = code.includes('```') ? '~~~~' : '```';
  return `${fence}\n${code}\n${fence}`;
}

/** Reference marks of the source must not pass for our citations. */
function escaped(line: string): string {
  return line.replace(/\[(?=\d+(?:\s*[,–-]\s*\d+)*\])/gu, '\\[');
}

function separator(before: Quote, after: Quote): string {
  const sentences = before.unit.kind === 'sentence' && after.unit.kind === 'sentence';
  return sentences && before.code === null ? ' ' : '\n\n';
}
