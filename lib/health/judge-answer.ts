import { compilePattern } from '#lib/text/compile-pattern.ts';
import type { Expectation } from './schemas.ts';

/** As much of an answer as a check looks at. */
export interface JudgedAnswer {
  status: 'ok' | 'declined' | 'stopped' | 'error' | 'refused';
  text: string;
  /** Names and titles of the documents cited. */
  cited: readonly { documentName: string; documentTitle: string | null }[];
  /** Null when it did not fail. */
  error: string | null;
}

/**
 * What an answer lacks, in words; null when it is as expected. Names only what was expected: whoever may read results need
 * not be allowed to read answers.
 */
export function lackOf(answer: JudgedAnswer, expect: Expectation): string | null {
  const { status, text, cited } = answer;
  if (status !== 'ok' && status !== 'declined') return answer.error ?? `The answer ended as "${status}".`;
  if (expect.declines === true && status !== 'declined') return 'It was answered, and should be declined.';
  if (expect.declines === false && status === 'declined') return 'It was declined.';
  const plain = fold(text);
  const missing = expect.contains.find((part) => !plain.includes(fold(part)));
  if (missing !== undefined) return `The answer does not contain "${missing}".`;
  if (expect.matches !== null && !compilePattern(expect.matches).test(text)) {
    return `The answer does not match /${expect.matches}/.`;
  }
  if (expect.cites !== null && !cited.some((document) => isNamed(document, expect.cites ?? ''))) {
    return `The answer does not cite "${expect.cites}".`;
  }
  return null;
}

function isNamed({ documentName, documentTitle }: JudgedAnswer['cited'][number], name: string): boolean {
  const wanted = fold(name);
  return fold(documentName) === wanted || (documentTitle !== null && fold(documentTitle) === wanted);
}

/** Case, ways of writing the same letter, and breaks of lines make no difference. */
function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim();
}
