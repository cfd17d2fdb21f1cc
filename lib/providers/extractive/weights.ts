import type { Answerability } from './judge-answerability.ts';
import type { Features } from './unit-features.ts';

/**
 * Weights of a conditional logit over the units of the retrieved passages, fitted by maximum likelihood on the
 * even-numbered articles of XQuAD-en (bench/fit-extractive.ts). Other articles and languages only test it.
 */
export const unitWeights: Readonly<Record<keyof Features, number>> = {
  coverage: 6.17,
  context: 1.76,
  elsewhere: -1.69,
  specificMissing: -2.96,
  pairs: 0.16,
  dense: 0.61,
  rank: 1.25,
  relativeScore: 5,
  length: -0.1,
  novel: -0.73,
  anaphora: 0.48,
  person: 1.04,
  quantity: 2.08,
  candidateNear: 0.83,
  candidateMissing: -0.88,
};

/** Weights of a logistic regression: answerable against the same question with its paragraph taken away. */
export const answerabilityWeights: Readonly<Record<keyof Answerability, number>> = {
  bias: -4.04,
  score: 0.38,
  coverage: 1.73,
  passageCoverage: 2.22,
  specificMissing: -1.81,
  pairs: 3.17,
  candidateMissing: -0.6,
  terms: 0.47,
  bestCoverage: 1.68,
};

/** Log-odds below which the answer is "I do not know": at most 7 of 100 answerable questions of the fitting half. */
export const answerableFrom = -1.02;
