import type { Answerability, ShapeAnswerability } from './evidence.ts';
import type { Ranking } from './rank-units.ts';
import type { Question } from './read-question.ts';
import { coverage } from './term-weights.ts';
import { answerabilityWeights, shapeAnswerabilityWeights } from './weights.ts';

/** A term counts as present from this similarity on. */
const present = 0.5;

/** @returns null when there is nothing to judge: no terms in the question, or no units. */
export function answerabilityOf(question: Question, ranking: Ranking): Answerability | null {
  const best = ranking.units[0];
  if (best === undefined || question.terms.length === 0) return null;
  const { weights } = ranking;
  const passage = ranking.passageStrengths[best.unit.passage] ?? new Float64Array(weights.length);
  const missing = weights.map((weight, index) => ((passage[index] ?? 0) < present ? weight : 0));
  const specific = weights.map((weight, index) => (question.terms[index]?.specific ? weight : 0));
  const specificTotal = specific.reduce((sum, weight) => sum + weight, 0);
  const specificMissing = specific.reduce((sum, weight, index) => sum + (missing[index] ? weight : 0), 0);
  return {
    bias: 1,
    score: best.score / 10,
    coverage: best.features.coverage,
    passageCoverage: coverage(weights, passage),
    bestCoverage: Math.max(...ranking.passageStrengths.map((strengths) => coverage(weights, strengths))),
    specificMissing: specificTotal === 0 ? 0 : specificMissing / specificTotal,
    pairs: best.features.pairs,
    candidateMissing: best.features.candidateMissing,
    terms: Math.log(question.terms.length + 1),
  };
}

/** Log-odds that the best unit answers the question; minus infinity when there is none. */
export function judgeAnswerability(question: Question, ranking: Ranking): number {
  const evidence = answerabilityOf(question, ranking);
  if (evidence === null) return Number.NEGATIVE_INFINITY;
  let odds = 0;
  for (const [name, weight] of Object.entries(answerabilityWeights)) {
    odds += weight * evidence[name as keyof Answerability];
  }
  const shape = ranking.units[0]?.shape;
  for (const [name, weight] of Object.entries(shapeAnswerabilityWeights)) {
    odds += weight * (shape?.[name as keyof ShapeAnswerability] ?? 0);
  }
  return odds;
}
