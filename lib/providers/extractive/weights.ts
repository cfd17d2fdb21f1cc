import type { Answerability } from './judge-answerability.ts';
import type { Features } from './unit-features.ts';

/**
 * Weights of a conditional logit over the units of the retrieved passages, fitted by maximum likelihood on the
 * even-numbered articles of XQuAD-en (bench/fit-extractive.ts). Other articles and languages only test it.
 */
export const unitWeights: Readonly<Record<keyof Features, number>> = {
  coverage: 6.37,
  context: 2.24,
  elsewhere: -1.23,
  specificMissing: -2.74,
  pairs: -0.03,
  dense: 0.55,
  rank: 0.5,
  relativeScore: 3.97,
  length: 0.06,
  focus: 2.86,
  novel: -0.7,
  anaphora: 0.47,
  person: 1.5,
  quantity: 2.16,
  candidateNear: 0.55,
  candidateMissing: -0.87,
};

/** Weights of a logistic regression: answerable against the same question with its paragraph taken away. */
export const answerabilityWeights: Readonly<Record<keyof Answerability, number>> = {
  bias: -4.65,
  score: 0.67,
  coverage: 1.32,
  passageCoverage: 2.6,
  specificMissing: -1.71,
  pairs: 3.33,
  candidateMissing: -0.59,
  terms: 0.7,
  bestCoverage: 1.49,
};

/**
 * Log-odds below which the answer is "I do not know", by language of the question: what costs 6 in 100 answerable
 * questions of the fitting half of XQuAD in that language. Other languages are judged as English.
 */
const answerableFrom: Readonly<Record<string, number>> = {
  en: -1.26,
  es: -1.41,
  zh: -1.77,
  ar: -1.77,
};
const defaultAnswerableFrom = -1.26;

export function declinesBelow(language: string): number {
  return answerableFrom[language] ?? defaultAnswerableFrom;
}
