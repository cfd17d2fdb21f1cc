import { formatCount, formatPercent } from '#components/ui/format.ts';
import type { ColumnProfile } from '#lib/monitors/schemas.ts';
import { formatColumn } from './words.ts';

interface ProfileTableProps {
  baseline: ColumnProfile | null;
  current: ColumnProfile;
  unit: string | null;
}

type Figure = readonly [label: string, of: (profile: ColumnProfile) => string | null];

function figuresIn(unit: string | null): readonly Figure[] {
  const value = (n: number | undefined) => (n === undefined ? null : formatColumn(n, unit));
  return [
    ['Rows', ({ count }) => formatCount(count)],
    [
      'Without a value',
      ({ nulls, count }) => (count === 0 ? '0' : `${formatCount(nulls)} (${formatPercent(nulls / count)})`),
    ],
    ['Distinct', ({ distinct }) => formatCount(distinct)],
    ['Mean', ({ numbers }) => value(numbers?.mean)],
    ['Standard deviation', ({ numbers }) => value(numbers?.sd)],
    ['Smallest', ({ numbers }) => value(numbers?.min)],
    ['P25', ({ numbers }) => value(numbers?.quantiles.p25)],
    ['Median', ({ numbers }) => value(numbers?.quantiles.p50)],
    ['P75', ({ numbers }) => value(numbers?.quantiles.p75)],
    ['P95', ({ numbers }) => value(numbers?.quantiles.p95)],
    ['P99', ({ numbers }) => value(numbers?.quantiles.p99)],
    ['Largest', ({ numbers }) => value(numbers?.max)],
    ['Mean length', ({ lengths }) => (lengths === null ? null : `${formatCount(lengths.mean)} characters`)],
  ];
}

/** The column in figures, beside its baseline. */
export function ProfileTable({ baseline, current, unit }: ProfileTableProps) {
  const rows = figuresIn(unit)
    .map(([label, of]) => ({ label, before: baseline && of(baseline), now: of(current) }))
    .filter(({ before, now }) => before !== null || now !== null);
  return (
    <table className="w-full max-w-lg text-sm tabular-nums">
      <caption className="pb-1 text-left font-medium">Profile</caption>
      <thead>
        <tr className="text-muted-foreground">
          <th scope="col" className="py-1 text-left font-normal">
            <span className="sr-only">Figure</span>
          </th>
          <th scope="col" className="py-1 text-right font-normal">
            Baseline
          </th>
          <th scope="col" className="py-1 text-right font-normal">
            This window
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ label, before, now }) => (
          <tr key={label} className="border-border border-t">
            <th scope="row" className="py-1 text-left font-normal">
              {label}
            </th>
            <td className="py-1 text-right text-muted-foreground">{before ?? '–'}</td>
            <td className="py-1 text-right">{now ?? '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
