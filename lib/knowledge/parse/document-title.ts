import type { Block } from '../schemas.ts';
import { cleanText } from './clean-text.ts';

const junk = [
  /^microsoft (word|powerpoint|excel)\b/i,
  /^(untitled|document|presentation|powerpoint presentation|slide|sheet|book|workbook|title|draft|scan|no title|unknown)[\s\d._-]*$/i,
  /^[^\s]+\.(docx?|pptx?|xlsx?|pdf|html?|indd|tex|dvi|qxd|odt|rtf|md|txt)$/i,
  /^[\d\W_]*$/,
];

/** The title in the metadata unless a program made it up, else the first heading, else null. */
export function documentTitle(metadataTitle: string | null, blocks: readonly Block[]): string | null {
  const claimed = cleanText(metadataTitle ?? '').slice(0, 300);
  if (claimed.length > 1 && !junk.some((pattern) => pattern.test(claimed))) return claimed;
  const headings = blocks.filter((block) => block.kind === 'heading').slice(0, 20);
  const top = Math.min(...headings.map((heading) => heading.level ?? 6));
  return headings.find((heading) => heading.level === top)?.text.slice(0, 300) ?? null;
}
