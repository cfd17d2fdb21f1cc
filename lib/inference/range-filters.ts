/** Numbers of a request that the list is filtered by, from a least to a greatest value, both included. */
export interface RangeFilter {
  /** As people read it. */
  label: string;
  unit: '' | 'ms' | '%' | '$' | 'characters' | 'tokens';
}

export const rangeFilters = {
  ms: { label: 'Latency', unit: 'ms' },
  firstTokenMs: { label: 'First token', unit: 'ms' },
  retrieveMs: { label: 'Retrieval time', unit: 'ms' },
  generateMs: { label: 'Generation time', unit: 'ms' },
  queueMs: { label: 'Time in queue', unit: 'ms' },
  postProcessMs: { label: 'Post-processing', unit: 'ms' },
  /** Input and output. */
  tokens: { label: 'Tokens', unit: 'tokens' },
  /** Dollars. */
  cost: { label: 'Cost', unit: '$' },
  /** Of the best passage, 0–1. */
  retrievalScore: { label: 'Retrieval score', unit: '' },
  /** Share of the answer's sentences that a cited passage supports, 0–1. */
  citationSupport: { label: 'Citation support', unit: '%' },
  passages: { label: 'Passages', unit: '' },
  questionChars: { label: 'Question length', unit: 'characters' },
  answerChars: { label: 'Answer length', unit: 'characters' },
  injectionScore: { label: 'Injection score', unit: '' },
  personalDataHits: { label: 'Personal data', unit: '' },
  retries: { label: 'Retries', unit: '' },
  stars: { label: 'Stars', unit: '' },
} as const satisfies Record<string, RangeFilter>;

export type RangeName = keyof typeof rangeFilters;
export const rangeNames = Object.keys(rangeFilters) as RangeName[];

type Bound<Side extends 'min' | 'max'> = `${Side}${Capitalize<RangeName>}`;
export type BoundName = Bound<'min'> | Bound<'max'>;

/** The query parameters of a range: `minMs` and `maxMs`. */
export function boundNames(name: RangeName): { min: Bound<'min'>; max: Bound<'max'> } {
  const capital = `${name.charAt(0).toUpperCase()}${name.slice(1)}` as Capitalize<RangeName>;
  return { min: `min${capital}`, max: `max${capital}` };
}
