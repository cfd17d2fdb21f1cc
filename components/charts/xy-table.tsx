import { formatCount } from '#components/ui/format.ts';
import type { Unit } from './series.ts';
import type { XyAxis, XySeries } from './xy-series.ts';

interface XyTableProps {
  title: string;
  series: readonly XySeries[];
  axis: XyAxis;
  unit: Unit;
  height: number;
}

/** More would make the page slow; the API has them all. */
const mostRows = 500;

/** The same numbers as the chart, by position; what is no number says so. */
export function XyTable({ title, series, axis, unit, height }: XyTableProps) {
  const columns = series.map(({ points }) => new Map(points.map(({ x, y }) => [x, y])));
  const positions = [...new Set(columns.flatMap((column) => [...column.keys()]))].sort((a, b) => a - b);
  return (
    <section
      aria-label={`${title} as a table`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      className="overflow-auto"
      style={{ maxHeight: height + 28 }}
    >
      <table aria-label={`${title}, ${unit.name}`} className="w-full text-sm">
        <thead className="sticky top-0 bg-surface text-left text-muted-foreground text-xs">
          <tr>
            <th scope="col" className="py-1 pr-3 font-medium">
              {axis.name}
            </th>
            {series.map((one) => (
              <th key={one.key} scope="col" className="px-3 py-1 text-right font-medium">
                {one.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {positions.slice(0, mostRows).map((x) => (
            <tr key={x} className="border-border border-t tabular-nums">
              <th scope="row" className="whitespace-nowrap py-1 pr-3 text-left font-normal">
                {axis.format(x)}
              </th>
              {series.map((one, index) => {
                const y = columns[index]?.get(x);
                return (
                  <td
                    key={one.key}
                    title={typeof y === 'number' ? String(y) : undefined}
                    className="px-3 py-1 text-right"
                  >
                    {y === undefined ? '–' : y === null ? 'no number' : unit.format(y)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {positions.length > mostRows && (
        <p className="py-2 text-muted-foreground text-xs">
          The first {formatCount(mostRows)} of {formatCount(positions.length)} rows.
        </p>
      )}
    </section>
  );
}
