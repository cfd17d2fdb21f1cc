/** What the results say of each arm, column by column. */
import { formatDuration, formatMoney, formatPercent } from '#components/ui/format.ts';
import type { ArmResult, Estimate } from '#lib/monitoring/schemas.ts';

export interface ResultColumn {
  id: string;
  header: string;
  estimate: (arm: ArmResult) => Estimate | null;
  format: (value: number) => string;
  /** The whole scale for a share of one; others go from zero to the largest interval shown. */
  upTo?: number;
  /** Rows behind the number, as filters of the list of inferences. */
  rows?: { status?: string; feedback?: string };
}

/** Nano-dollars as a fraction of an amount: estimates are no whole numbers. */
const money = (nano: number) => formatMoney(String(Math.max(0, Math.round(nano))));

export const resultColumns: readonly ResultColumn[] = [
  {
    id: 'errors',
    header: 'Errors',
    estimate: ({ errorRate }) => errorRate,
    format: formatPercent,
    rows: { status: 'error' },
  },
  {
    id: 'declined',
    header: 'Declined',
    estimate: ({ declinedRate }) => declinedRate,
    format: formatPercent,
    rows: { status: 'declined' },
  },
  { id: 'p50', header: 'P50', estimate: ({ p50 }) => p50, format: formatDuration },
  { id: 'p95', header: 'P95', estimate: ({ p95 }) => p95, format: formatDuration },
  { id: 'p99', header: 'P99', estimate: ({ p99 }) => p99, format: formatDuration },
  {
    id: 'firstToken',
    header: 'First word, P50',
    estimate: ({ firstTokenP50 }) => firstTokenP50,
    format: formatDuration,
  },
  { id: 'cost', header: 'Cost a request', estimate: ({ cost }) => cost, format: money },
  {
    id: 'satisfaction',
    header: 'Satisfied',
    estimate: ({ satisfaction }) => satisfaction,
    format: formatPercent,
    upTo: 1,
    rows: { feedback: 'any' },
  },
  {
    id: 'agreement',
    header: 'Agrees',
    estimate: ({ agreement }) => agreement,
    format: formatPercent,
    upTo: 1,
  },
];

/** Columns worth a place: agreement is only measured for shadows. */
export function columnsFor(arms: readonly ArmResult[]): ResultColumn[] {
  const shadows = arms.some(({ traffic }) => traffic === 'shadow');
  return resultColumns.filter(({ id }) => id !== 'agreement' || shadows);
}

/** One scale for all bars of a column, so that they can be compared. */
export function scaleOf(column: ResultColumn, arms: readonly ArmResult[]): readonly [number, number] {
  if (column.upTo !== undefined) return [0, column.upTo];
  const ends = arms.flatMap((arm) => {
    const estimate = column.estimate(arm);
    return estimate === null ? [] : [estimate.high ?? estimate.value * 2];
  });
  return [0, Math.max(0, ...ends)];
}

/** "between 1.1 s and 1.4 s"; "1.1 s or more" when too little is known for an upper end. */
export function intervalText(column: ResultColumn, { low, high }: Estimate): string {
  if (high === null) return `${column.format(low)} or more`;
  return `between ${column.format(low)} and ${column.format(high)}`;
}
