import { RE2JS } from 're2js';

export interface Pattern {
  /** Whether the pattern is found anywhere in the text. */
  test(text: string): boolean;
}

/** Compiling costs far more than matching, and the same versions answer request after request. */
const compiled = new Map<string, Pattern>();
const maxCompiled = 1000;

/**
 * A pattern of RE2 syntax, ignoring case unless told otherwise: linear in time whatever the text.
 * Throws an error that says why when it has no such form.
 */
export function compilePattern(source: string, options: { exactCase?: boolean } = {}): Pattern {
  const key = `${options.exactCase ? '' : 'i'}/${source}`;
  const known = compiled.get(key);
  if (known !== undefined) return known;
  const pattern = RE2JS.compile(source, options.exactCase ? 0 : RE2JS.CASE_INSENSITIVE);
  if (compiled.size >= maxCompiled) compiled.clear();
  compiled.set(key, pattern);
  return pattern;
}

/** Why a pattern cannot be used, in words for the person who wrote it; null when it can. */
export function patternProblem(source: string): string | null {
  try {
    compilePattern(source);
    return null;
  } catch (error) {
    const why =
      error instanceof Error ? error.message.replace(/^error parsing regexp: /, '') : 'unknown reason';
    return `The pattern is not valid RE2 (${why}). RE2 has no look-around and no back-references.`;
  }
}
