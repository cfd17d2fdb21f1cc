import type { DriftFinding } from '../drift-schemas.ts';
import type { ColumnValue } from '../profile-schemas.ts';

export type Examples = DriftFinding['examples'];

/** A row of the window: its request, its value, and, of texts, how far it is from the centre of the baseline. */
export interface Shown {
  requestId: string;
  value: ColumnValue;
  distance: number | null;
}

const shown = 5;

/**
 * Rows that show what a verdict says: without a value where values went missing; of the bin or kind that gained most; of
 * texts, those farthest from the centre of the baseline.
 */
export function pickExamples(finding: DriftFinding, rows: readonly Shown[]): Examples {
  if (finding.verdict === 'missing') return pick(rows.filter(({ value }) => value === null));
  if (finding.verdict !== 'drift') return [];
  if (finding.kind === 'text') return farthest(rows);
  const { edges, labels, baseline, current } = finding.distributions;
  const gained = mostGained(baseline, current);
  const label = labels?.[gained];
  if (label !== undefined) return pick(rows.filter(({ value }) => value !== null && String(value) === label));
  return pick(rows.filter(({ value }) => typeof value === 'number' && binOf(value, edges ?? []) === gained));
}

function mostGained(baseline: readonly number[], current: readonly number[]): number {
  const share = (counts: readonly number[], i: number) =>
    (counts[i] ?? 0) /
    Math.max(
      1,
      counts.reduce((sum, count) => sum + count, 0),
    );
  const gains = current.map((_, i) => share(current, i) - share(baseline, i));
  return gains.indexOf(Math.max(...gains));
}

/** Bin i holds values above edge i − 1 and up to edge i. */
function binOf(value: number, edges: readonly number[]): number {
  const bin = edges.findIndex((edge) => value <= edge);
  return bin === -1 ? edges.length : bin;
}

/** Without the text, which is not kept. */
function farthest(rows: readonly Shown[]): Examples {
  return rows
    .flatMap(({ requestId, distance }) => (distance === null ? [] : [{ requestId, value: distance }]))
    .sort((a, b) => b.value - a.value)
    .slice(0, shown);
}

/** The newest ones. */
function pick(rows: readonly Shown[]): Examples {
  return rows.slice(-shown).map(({ requestId, value }) => ({
    requestId,
    value: typeof value === 'string' ? value.slice(0, 200) : value,
  }));
}
