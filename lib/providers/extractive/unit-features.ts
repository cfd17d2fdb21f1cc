import { candidatesFor } from './answer-type.ts';
import type { Features } from './evidence.ts';
import { raiseAll, type TermMatcher } from './match-terms.ts';
import type { Question } from './read-question.ts';
import type { Unit } from './split-units.ts';
import { coverage } from './term-weights.ts';

/** What is known of a passage when its units are looked at. */
export interface PassageView {
  /** 0-based rank. */
  rank: number;
  /** Retrieval score over that of the best passage, 0–1. */
  relativeScore: number;
  /** How well the passage with its title and headings matches each term. */
  strengths: Float64Array;
  /** How well its title and headings alone do. */
  headStrengths: Float64Array;
}

export interface UnitView {
  unit: Unit;
  strengths: Float64Array;
  before: Float64Array | undefined;
  after: Float64Array | undefined;
}

/** The following sentence explains less often than the one before. */
const afterFactor = 0.6;
/** Languages whose names begin with capitals, so that a person or place can be told. */
const withoutCapitals = new Set(['zh', 'ja', 'ar']);
const refersBack =
  /^(?:it|its|this|these|he|she|his|her|they|their|such|ella?|ellos|ellas|est[aeo]s?|sus?|他|她|它|这|這|该|該|此|وهو|وهي|هذ[اه]|كما)(?![\p{Ll}\p{M}])/iu;

export function featuresOf(
  question: Question,
  matcher: TermMatcher,
  weights: Float64Array,
  passage: PassageView,
  { unit, strengths, before, after }: UnitView,
): Features {
  const context = Float64Array.from(passage.headStrengths);
  raiseAll(context, before);
  raiseAll(context, after, afterFactor);
  const reach = Float64Array.from(strengths);
  raiseAll(reach, context);
  const candidates = candidatesFor(question.expectation, unit.tokens, unit.text, question.known);
  const closeness = closenessOf(question, matcher, weights, unit);
  const { expectation } = question;
  const tellable =
    expectation === 'quantity' ||
    expectation === 'time' ||
    (expectation !== 'other' && !withoutCapitals.has(question.language));
  return {
    coverage: coverage(weights, strengths),
    context: coverage(weights, beyond(context, strengths)),
    elsewhere: coverage(weights, beyond(passage.strengths, reach)),
    specificMissing: coverage(
      weights,
      reach.map((value, index) => (value === 0 && question.terms[index]?.specific ? 1 : 0)),
    ),
    pairs: closeness.pairs,
    dense: closeness.dense,
    rank: 1 / (1 + passage.rank),
    relativeScore: passage.relativeScore,
    length: Math.log((unit.tokens.length + 3) / 20),
    focus: closeness.positions.length / (unit.tokens.length + 5),
    novel: Math.min(1, novelty(question, unit) / 6),
    anaphora: before && refersBack.test(unit.text) ? coverage(weights, beyond(before, strengths)) : 0,
    person: expectation === 'person' && candidates.length > 0 ? 1 : 0,
    quantity: expectation === 'quantity' && candidates.length > 0 ? 1 : 0,
    candidateNear: nearest(candidates, closeness.positions),
    candidateMissing: tellable && candidates.length === 0 ? 1 : 0,
  };
}

/** What `of` has over `base`, by term. */
function beyond(of: Float64Array, base: Float64Array): Float64Array {
  return of.map((value, index) => Math.max(0, value - (base[index] ?? 0)));
}

function novelty(question: Question, unit: Unit): number {
  const terms = unit.tokens.flatMap(({ term }) => (term !== null && !question.known.has(term) ? [term] : []));
  return new Set(terms).size;
}

function nearest(candidates: readonly number[], positions: readonly number[]): number {
  let best = 0;
  for (const candidate of candidates) {
    for (const position of positions) best = Math.max(best, 1 / (1 + Math.abs(candidate - position) / 4));
  }
  return best;
}

interface Closeness {
  pairs: number;
  dense: number;
  /** Indices of the tokens that match a term, ascending. */
  positions: number[];
}

function closenessOf(question: Question, matcher: TermMatcher, weights: Float64Array, unit: Unit): Closeness {
  const places: number[][] = question.terms.map(() => []);
  const positions: number[] = [];
  for (const [position, { term }] of unit.tokens.entries()) {
    const matches = term === null ? [] : matcher.matches(term);
    if (matches.length > 0) positions.push(position);
    for (const { index } of matches) places[index]?.push(position);
  }
  let kept = 0;
  let total = 0;
  for (const [a, b] of question.pairs) {
    const weight = (weights[a] ?? 0) + (weights[b] ?? 0);
    const gap = smallestGap(places[a] ?? [], places[b] ?? []);
    total += weight;
    if (gap <= 6) kept += weight / (1 + (gap - 1) / 3);
  }
  const close = positions.filter((position, i) => i > 0 && position - (positions[i - 1] ?? 0) <= 5).length;
  return {
    pairs: total === 0 ? 0 : kept / total,
    dense: positions.length < 2 ? 0 : close / (positions.length - 1),
    positions,
  };
}

function smallestGap(a: readonly number[], b: readonly number[]): number {
  let gap = Number.POSITIVE_INFINITY;
  for (const x of a) for (const y of b) if (x !== y) gap = Math.min(gap, Math.abs(x - y));
  return gap;
}
