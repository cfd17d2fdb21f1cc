/** What is written at the marks of a chart, where there is room. Pure. */
import type { Bucket, Mark, MarkGroup } from './series.ts';

export interface MarkLabel {
  text: string;
  /** Written before its line: behind it there is no room. */
  before: boolean;
}

/** Of the chart's width: what a label takes about. */
const labelWidth = 0.3;
const mostLetters = 22;

/** Labels by the start of their bucket, earliest first; one that would lie on another is left to the tooltip. */
export function markLabels(
  groups: readonly MarkGroup[],
  buckets: readonly Bucket[],
): ReadonlyMap<number, MarkLabel> {
  const first = buckets[0]?.start ?? 0;
  const span = Math.max(1, (buckets.at(-1)?.end ?? 0) - first);
  const labels = new Map<number, MarkLabel>();
  let taken = 0;
  for (const { bucket, marks } of groups) {
    const at = (bucket.start - first) / span;
    const before = at > 0.5;
    const left = before ? at - labelWidth : at;
    if (left < taken) continue;
    labels.set(bucket.start, { text: words(marks), before });
    taken = left + labelWidth;
  }
  return labels;
}

function words(marks: readonly Mark[]): string {
  const [first, ...others] = marks;
  if (others.length > 0) return `${marks.length} ${marks.every(isTrouble) ? 'alerts' : 'events'}`;
  const text = first?.label ?? '';
  return text.length > mostLetters ? `${text.slice(0, mostLetters - 1).trimEnd()}…` : text;
}

/** Something went wrong, rather than was changed. */
export function isTrouble({ kind }: Mark): boolean {
  return kind === 'alert' || kind === 'incident';
}
