import type {
  Comparison,
  DriftFinding,
  EffectMeasure,
  EffectSize,
  Thresholds,
  Verdict,
} from '../drift-schemas.ts';
import type { ColumnProfile } from '../profile-schemas.ts';
import { adjust } from './corrections.ts';
import { type ColumnWords, sayVerdict } from './say-verdict.ts';

export interface ComparedColumn {
  comparison: Comparison;
  words: ColumnWords;
  baseline: ColumnProfile;
  current: ColumnProfile;
}

/**
 * Lower ends of small, moderate and large. Of moves in standard deviations Cohen's (1988) 0.5 is large here, since whole
 * systems are watched and not single people; of distances of 0–1 the steps are those at which 0.1 begins to count.
 */
const sizes: Record<EffectMeasure, readonly [number, number, number]> = {
  wasserstein: [0.1, 0.25, 0.5],
  'jensen-shannon': [0.1, 0.2, 0.3],
  cosine: [0.1, 0.2, 0.3],
  centres: [0.1, 0.25, 0.5],
};

export function sizeOf(measure: EffectMeasure, effect: number): EffectSize {
  const [small, moderate, large] = sizes[measure];
  if (effect >= large) return 'large';
  if (effect >= moderate) return 'moderate';
  return effect >= small ? 'small' : 'negligible';
}

/** Judges all columns of a run together, because p-values are corrected for how many there are. */
export function judgeColumns(columns: readonly ComparedColumn[], thresholds: Thresholds): DriftFinding[] {
  const judged = columns.map((column) => enough(column, thresholds));
  const asked = columns.flatMap(({ comparison }, i) => (judged[i] ? questionsOf(comparison) : []));
  const adjusted = adjust(asked, thresholds.correction);
  let next = 0;
  return columns.map((column, i) => {
    const count = judged[i] ? questionsOf(column.comparison).length : 0;
    const [value = 1, missing = 1] = adjusted.slice(next, next + count);
    next += count;
    const { comparison } = column;
    const verdict = judged[i] ? decide(comparison, { value, missing }, thresholds) : 'too-few';
    const size = sizeOf(comparison.effectMeasure, comparison.effect);
    const words = sayVerdict({ ...column, verdict, size, minRows: thresholds.minRows });
    const adjustedPValue = verdict === 'missing' ? missing : value;
    return { ...comparison, adjustedPValue, verdict, size, words, baseline: column.baseline, examples: [] };
  });
}

/** Of each column: did its values change, and, if any are missing, did more or fewer go missing? */
function questionsOf({ pValue, missing }: Comparison): number[] {
  return missing.baseline === 0 && missing.current === 0 ? [pValue] : [pValue, missing.pValue];
}

/** Enough rows on both sides; that many of them have no value is for `missing` to say. */
function enough({ comparison, baseline, current }: ComparedColumn, { minRows }: Thresholds): boolean {
  if (Math.min(baseline.count, current.count) < minRows) return false;
  const { rows, missing } = comparison;
  const fewest = Math.min(rows.baseline, rows.current);
  return fewest >= minRows || Math.abs(missing.current - missing.baseline) >= missingChange;
}

/** Smallest change in the share of missing values that counts. */
const missingChange = 0.1;

function decide(
  { effect, missing, rows }: Comparison,
  p: { value: number; missing: number },
  { alpha, effect: least, minRows }: Thresholds,
): Verdict {
  const compared = Math.min(rows.baseline, rows.current) >= minRows;
  if (compared && p.value <= alpha && effect >= least) return 'drift';
  if (p.missing <= alpha && Math.abs(missing.current - missing.baseline) >= missingChange) return 'missing';
  return compared ? 'steady' : 'too-few';
}
