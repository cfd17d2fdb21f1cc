import { tokensInPlace } from '#lib/text/index.ts';
import type { ChunkHit } from '../../knowledge/schemas.ts';
import type { Features, ShapeFeatures } from './evidence.ts';
import { raiseAll, TermMatcher } from './match-terms.ts';
import type { Question } from './read-question.ts';
import { headingViewOf, shapeOf } from './shape-features.ts';
import { splitUnits, type Unit } from './split-units.ts';
import { termWeights } from './term-weights.ts';
import { featuresOf, type PassageView } from './unit-features.ts';
import { shapeWeights, unitWeights } from './weights.ts';

export interface RankedUnit {
  unit: Unit;
  features: Features;
  shape: ShapeFeatures;
  /** Its document has sections: headings besides its title. */
  sectioned: boolean;
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
  /** Every unit by passage and position. */
  inPassages: Unit[][];
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
    const headings = headingViewOf(question, matcher, weights, hit, units);
    for (const [index, unit] of units.entries()) {
      if (unit.kind === 'code') continue;
      const inList = unit.kind === 'list';
      const features = featuresOf(question, matcher, weights, passage, {
        unit,
        strengths: strengths[index] ?? new Float64Array(weights.length),
        before: inList ? undefined : strengths[index - 1],
        after: inList ? undefined : strengths[index + 1],
      });
      const shape = shapeOf(question, matcher, unit, headings(unit));
      ranked.push({
        unit,
        features,
        shape,
        sectioned: hit.headingPath.length > 0,
        score: weighted(unitWeights, features) + weighted(shapeWeights, shape),
      });
    }
  }
  return {
    units: ranked.sort((a, b) => b.score - a.score),
    weights,
    passageStrengths,
    inPassages: read.map(({ units }) => units),
  };
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

function weighted<Name extends string>(
  weights: Readonly<Record<Name, number>>,
  values: Readonly<Record<Name, number>>,
): number {
  let sum = 0;
  for (const name of Object.keys(weights) as Name[]) sum += weights[name] * values[name];
  return sum;
}
