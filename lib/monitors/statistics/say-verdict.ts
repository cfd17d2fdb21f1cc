import type { Comparison, EffectSize, Verdict } from '../drift-schemas.ts';
import type { ColumnProfile } from '../profile-schemas.ts';

/** How a column is spoken of. */
export interface ColumnWords {
  /** Begins the sentence, in the plural: `Answers`. */
  subject: string;
  /** What a larger number makes of them, and a smaller one: `longer`, `shorter`. */
  more: string;
  less: string;
  /** What the number is, if it needs saying: `412 characters`. */
  format: (value: number) => string;
  /** Of booleans: what is true of a share of them, `were declined`. */
  being?: string;
}

interface Judged {
  comparison: Comparison;
  words: ColumnWords;
  baseline: ColumnProfile;
  current: ColumnProfile;
  verdict: Verdict;
  size: EffectSize;
  minRows: number;
}

/** One sentence about a column, e.g. "Answers became 38 % longer (median 412 → 570 characters); a large change." */
export function sayVerdict(judged: Judged): string {
  const { comparison, words, verdict, size, minRows } = judged;
  const { rows, missing } = comparison;
  switch (verdict) {
    case 'too-few':
      return `Too few rows to compare: ${rows.current} now, ${rows.baseline} in the baseline, ${minRows} needed of each.`;
    case 'missing':
      return `${words.subject} without a value went from ${percent(missing.baseline)} to ${percent(missing.current)} of rows.`;
    case 'steady':
      return `${words.subject} stayed as they were (${figures(judged)}).`;
    case 'drift':
      return `${change(judged)}; a change of this size is ${size}.`;
  }
}

function change(judged: Judged): string {
  const { words, comparison } = judged;
  if (comparison.kind === 'text') return `${words.subject} are about something else (${figures(judged)})`;
  if (comparison.kind === 'boolean')
    return `${words.subject} that ${words.being ?? 'are so'}: ${figures(judged)}`;
  if (comparison.kind === 'category') return `${words.subject} shifted: ${figures(judged)}`;
  const before = medianAndMean(judged.baseline);
  const after = medianAndMean(judged.current);
  // Where the median hardly took part in the move, it would make a large change sound small.
  const distance = comparison.measures.wasserstein ?? 0;
  const led = (shift: number) => Math.abs(shift) >= distance / 4;
  if (
    before.median !== after.median &&
    (led(after.median - before.median) || !led(after.mean - before.mean))
  ) {
    return `${words.subject} became ${compared(words, before.median, after.median)} (${figures(judged)})`;
  }
  if (before.mean !== after.mean) {
    const between = `mean ${range(words, before.mean, after.mean)}`;
    return `${words.subject} became ${compared(words, before.mean, after.mean)} on average, with ${before.median === after.median ? 'the same' : 'nearly the same'} median (${between})`;
  }
  const sd = range(words, judged.baseline.numbers?.sd ?? 0, judged.current.numbers?.sd ?? 0);
  return `${words.subject} are spread differently around the same middle (standard deviation ${sd})`;
}

function compared({ more, less }: ColumnWords, before: number, after: number): string {
  const word = after > before ? more : less;
  if (before === 0) return word;
  const relative = Math.abs((after - before) / before);
  if (relative > 10) return `far ${word}`;
  return relative < 0.005 ? `a little ${word}` : `${percent(relative)} ${word}`;
}

const medianAndMean = ({ numbers }: ColumnProfile) => ({
  median: numbers?.quantiles.p50 ?? 0,
  mean: numbers?.mean ?? 0,
});

/** "412 → 570 characters": the unit is said once. */
function range({ format }: ColumnWords, before: number, after: number): string {
  const [from, to] = [format(before), format(after)];
  const unit = /\s\S+$/.exec(to)?.[0] ?? '';
  return `${unit !== '' && from.endsWith(unit) ? from.slice(0, -unit.length) : from} → ${to}`;
}

function figures(judged: Judged): string {
  const { words, baseline, current, comparison } = judged;
  if (comparison.kind === 'number') {
    const before = medianAndMean(baseline).median;
    const after = medianAndMean(current).median;
    return `median ${before === after ? words.format(after) : range(words, before, after)}`;
  }
  if (comparison.kind === 'boolean') return shares(judged, 'true');
  if (comparison.kind === 'text') return sayMeaning(comparison);
  return mostMoved(judged)
    .map((value) => `${value} ${shares(judged, value)}`)
    .join(', ');
}

/** Which of the two was used is part of the sentence, because the numbers cannot be compared. */
function sayMeaning({ effect, effectMeasure }: Comparison): string {
  return effectMeasure === 'centres'
    ? `by their embeddings, the centre moved by ${effect.toFixed(2)}, where 1 is about another subject altogether`
    : `by their words, the centre moved by ${effect.toFixed(2)} of 1`;
}

type Side = 'baseline' | 'current';

/** Of values, by the counts of both sides: a value may be frequent on one and rare on the other. */
function share({ comparison: { distributions, rows } }: Judged, side: Side, value: string): number {
  const at = distributions.labels?.indexOf(value) ?? -1;
  return (distributions[side][at] ?? 0) / Math.max(1, rows[side]);
}

const shares = (judged: Judged, value: string): string =>
  `${percent(share(judged, 'baseline', value))} → ${percent(share(judged, 'current', value))}`;

/** The two values whose shares changed most, of equal changes what gained first. */
function mostMoved(judged: Judged): string[] {
  const moved = (value: string) => share(judged, 'current', value) - share(judged, 'baseline', value);
  const values = [...(judged.comparison.distributions.labels ?? [])];
  return values
    .sort((a, b) => {
      const difference = Math.abs(moved(b)) - Math.abs(moved(a));
      return Math.abs(difference) > 1e-9 ? difference : moved(b) - moved(a);
    })
    .slice(0, 2);
}

/** With as many digits as two shares near 0 or 1 need to be told apart. */
function percent(value: number): string {
  const shown = value * 100;
  return `${new Intl.NumberFormat('en', { maximumSignificantDigits: shown < 10 || shown > 99 ? 2 : 3, maximumFractionDigits: 1, roundingPriority: 'lessPrecision' }).format(shown)} %`;
}
