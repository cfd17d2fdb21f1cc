import { tokensInPlace } from '#lib/knowledge/text/index.ts';
import type { ChunkHit } from '../../knowledge/schemas.ts';
import type { Features } from './evidence.ts';
import { raiseAll, TermMatcher } from './match-terms.ts';
import type { Question } from './read-question.ts';
import { splitUnits, type Unit } from './split-units.ts';
import { termWeights } from './term-weights.ts';
import { featuresOf, type PassageView } from './unit-features.ts';
import { unitWeights } from './weights.ts';

export interface RankedUnit {
  unit: Unit;
  features: Features;
  /** Log-odds against the other units, up to a constant of the question. */
  score: number;
}

export interface Ranking {
  /** Best first. */
  units: RankedUnit[];
  /** Weight of each question term. */
  weights: Float64Array;
  /** For each passage, how well it matches each term. */
  passageStrengths: Float64Array[];
}

/** Ranks everything in the passages that could stand in an answer by how likely it answers the question. */
export function rankUnits(question: Question, passages: readonly ChunkHit[]): Ranking {
  const matcher = new TermMatcher(question.terms);
  const read = passages.map((hit, rank) => {
    const units = splitUnits(hit.text, rank, question.language);
    return { hit, units, strengths: units.map(({ tokens }) => matcher.strengths(tokens)) };
  });
  const sentences = read.flatMap(({ units, strengths }) =>
    strengths.filter((_, index) => units[index]?.kind !== 'list'),
  );
  const weights = termWeights(question, sentences);
  const topScore = Math.max(...passages.map(({ score }) => score), Number.MIN_VALUE);
  const ranked: RankedUnit[] = [];
  const passageStrengths: Float64Array[] = [];
  for (const [rank, { hit, units, strengths }] of read.entries()) {
    const passage = viewOf(hit, rank, topScore, strengths, matcher, question);
    passageStrengths.push(passage.strengths);
    for (const [index, unit] of units.entries()) {
      const inList = unit.kind === 'list';
      const features = featuresOf(question, matcher, weights, passage, {
        unit,
        strengths: strengths[index] ?? new Float64Array(weights.length),
        before: inList ? undefined : strengths[index - 1],
        after: inList ? undefined : strengths[index + 1],
      });
      ranked.push({ unit, features, score: scoreOf(features) });
    }
  }
  return { units: ranked.sort((a, b) => b.score - a.score), weights, passageStrengths };
}

function viewOf(
  hit: ChunkHit,
  rank: number,
  topScore: number,
  unitStrengths: readonly Float64Array[],
  matcher: TermMatcher,
  question: Question,
): PassageView {
  const head = [hit.documentTitle ?? '', ...hit.headingPath].join('\n');
  const headStrengths = matcher.strengths(tokensInPlace(head, question.language));
  const strengths = Float64Array.from(headStrengths);
  for (const unit of unitStrengths) raiseAll(strengths, unit);
  const relativeScore = Math.min(1, Math.max(0, hit.score / topScore));
  return { rank, relativeScore, strengths, headStrengths };
}

function scoreOf(features: Features): number {
  let score = 0;
  for (const [name, weight] of Object.entries(unitWeights))
    score += weight * features[name as keyof Features];
  return score;
}
