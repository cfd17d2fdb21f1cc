import type { RuleDocument } from './rule-schemas.ts';
import type { Verdict } from './state-machine.ts';

/** What a signal said of one group. */
export interface GroupReading {
  /** Unique within the reading; `all` for a rule without groups. */
  key: string;
  labels: Readonly<Record<string, string>>;
  /** Null: nothing was measured. */
  value: number | null;
  /** What the value rests on: requests, ratings, samples. */
  count: number;
  /** Null: there is too little to tell. */
  wrong: boolean | null;
  threshold: number | null;
}

const policies = {
  ok: { kind: 'right' },
  keep: { kind: 'keep' },
} as const;

/**
 * What a reading means under the rule's policies. Too little to judge by is not the same as nothing at all: it leaves an
 * alert as it is where missing data would, and is well otherwise.
 */
export function verdictOf(
  reading: GroupReading | undefined,
  { noData }: Pick<RuleDocument, 'noData'>,
): Verdict {
  if (reading === undefined || reading.value === null) return missing(noData);
  if (reading.wrong === null) return noData === 'keep' ? { kind: 'keep' } : { kind: 'right' };
  return reading.wrong ? { kind: 'wrong', cause: 'condition' } : { kind: 'right' };
}

export function missing(noData: RuleDocument['noData']): Verdict {
  return noData === 'alert' ? { kind: 'wrong', cause: 'no_data' } : policies[noData];
}

export function failing(onError: RuleDocument['onError']): Verdict {
  return onError === 'alert' ? { kind: 'wrong', cause: 'error' } : policies[onError];
}
