import { analyse } from '../../text/index.ts';

/** What of a chunk is searchable. */
export interface SearchableText {
  documentTitle: string | null;
  headingPath: readonly string[];
  text: string;
  language: string | null;
}

/** The tokens of a chunk: title and headings first, so that a passage is found by what it is about. */
export function indexedTokens(chunk: SearchableText): string[] {
  const fields = [chunk.documentTitle ?? '', ...chunk.headingPath, chunk.text];
  return fields.flatMap((field) => analyse(field, chunk.language));
}
