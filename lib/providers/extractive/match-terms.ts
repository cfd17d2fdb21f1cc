import { type PlacedToken, similarity } from '#lib/text/index.ts';
import type { QuestionTerm } from './read-question.ts';

/** A question term a text term stands for. */
export interface TermMatch {
  /** Index into the question's terms. */
  index: number;
  similarity: number;
}

/** Matches the terms of one question against many texts, remembering every word it has compared. */
export class TermMatcher {
  readonly #terms: readonly QuestionTerm[];
  readonly #known = new Map<string, readonly TermMatch[]>();

  constructor(terms: readonly QuestionTerm[]) {
    this.#terms = terms;
  }

  matches(term: string): readonly TermMatch[] {
    let found = this.#known.get(term);
    if (found === undefined) {
      found = this.#terms.flatMap((asked, index) => {
        const value = similarity(asked.term, term);
        return value > 0 ? [{ index, similarity: value }] : [];
      });
      this.#known.set(term, found);
    }
    return found;
  }

  /** The best similarity of each question term with any of the tokens, 0–1. */
  strengths(tokens: readonly PlacedToken[]): Float64Array {
    const best = new Float64Array(this.#terms.length);
    for (const { term } of tokens) {
      if (term === null) continue;
      for (const { index, similarity: value } of this.matches(term)) raise(best, index, value);
    }
    return best;
  }
}

function raise(values: Float64Array, index: number, value: number): void {
  if (value > (values[index] ?? 0)) values[index] = value;
}

/** Raises each value of `into` to that of `from`, scaled. */
export function raiseAll(into: Float64Array, from: Float64Array | undefined, factor = 1): void {
  if (from === undefined) return;
  for (const [index, value] of from.entries()) raise(into, index, value * factor);
}
