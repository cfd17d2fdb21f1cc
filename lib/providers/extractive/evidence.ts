/** Evidence that a unit answers the question; most values lie in 0–1. */
export interface Features {
  /** Weighted share of the question's terms in the unit. */
  coverage: number;
  /** … that only its neighbours, title or headings hold. */
  context: number;
  /** … that only the rest of the passage holds. */
  elsewhere: number;
  /** … that are names or numbers and neither the unit nor its context holds. */
  specificMissing: number;
  /** Share of neighbouring question terms that stand close together here, too. */
  pairs: number;
  /** Share of matched words that follow the one before within five words. */
  dense: number;
  rank: number;
  relativeScore: number;
  /** Logarithm of the length over that of a middling sentence. */
  length: number;
  /** Share of the unit's words that match a term. */
  focus: number;
  /** What the unit says beyond the question; saturates at six words. */
  novel: number;
  /** Terms in the sentence before, when this one refers back to it. */
  anaphora: number;
  person: number;
  quantity: number;
  /** How near a candidate of the expected kind stands to a matched word. */
  candidateNear: number;
  /** The question expects a kind of answer the unit has no candidate for. */
  candidateMissing: number;
}

/** Evidence from the shape of a document, which running text such as XQuAD's does not have; 0–1. */
export interface ShapeFeatures {
  /** How well the question and the heading the unit stands under say the same. */
  heading: number;
  /** An instruction under a matching heading, asked how to do something. */
  procedure: number;
  /** "X is …", asked what X is. */
  definition: number;
  /** A list under a matching heading, asked for steps or for what there is. */
  enumeration: number;
}

/** Evidence that the passages hold an answer at all. */
export interface Answerability {
  bias: number;
  /** Score of the best unit, in tens. */
  score: number;
  /** Weighted share of the question's terms in the best unit, 0–1. */
  coverage: number;
  /** … in its passage. */
  passageCoverage: number;
  /** … in the passage that covers most. */
  bestCoverage: number;
  /** Share of the question's names and numbers its passage lacks. */
  specificMissing: number;
  pairs: number;
  candidateMissing: number;
  /** Logarithm of the number of terms: long questions are seldom covered whole. */
  terms: number;
}

/** Evidence that they do from the shape of the best unit's document. */
export type ShapeAnswerability = Pick<ShapeFeatures, 'heading' | 'definition'>;
