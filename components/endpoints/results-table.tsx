import Link from 'next/link';
import { RangeBar } from '#components/charts/range-bar.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { Count } from '#components/ui/numbers.tsx';
import type { ArmResult, ArmResults } from '#lib/monitoring/schemas.ts';
import { entityColor } from './entity-words.ts';
import { armRowsHref } from './hrefs.ts';
import { columnsFor, intervalText, type ResultColumn, scaleOf } from './result-columns.ts';

interface ResultsTableProps {
  results: ArmResults;
  /** Names in the order of the configuration: an entity keeps its colour. */
  order: readonly string[];
  /** Intervals as text instead of bars. */
  asNumbers: boolean;
}

const cellClass = 'whitespace-nowrap px-2 py-2 text-right align-top';

/** One row for each arm, intervals under the numbers. */
export function ResultsTable({ results, order, asNumbers }: ResultsTableProps) {
  const { arms } = results;
  const columns = columnsFor(arms);
  return (
    <div className="-mx-4 overflow-x-auto px-4">
      <table aria-label="Results by served entity" className="w-full border-collapse text-base tabular-nums">
        <thead>
          <tr className="border-border border-b text-muted-foreground text-xs">
            <th scope="col" className="py-1.5 pr-3 text-left font-medium">
              Served entity
            </th>
            <th scope="col" className="px-2 py-1.5 text-right font-medium">
              Requests
            </th>
            <th scope="col" className="px-2 py-1.5 text-right font-medium">
              People
            </th>
            {columns.map(({ id, header }) => (
              <th key={id} scope="col" className="whitespace-nowrap px-2 py-1.5 text-right font-medium">
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {arms.map((arm) => {
            const color = entityColor(Math.max(0, order.indexOf(arm.entity)));
            const rows = {
              endpoint: results.endpoint,
              arm: arm.entity,
              configuration: results.config,
              ...(arm.traffic === 'shadow' && { traffic: arm.traffic }),
            };
            return (
              <tr key={`${arm.entity} ${arm.traffic}`} className="border-border border-b last:border-b-0">
                <ArmName arm={arm} color={color} />
                <td className={cellClass}>
                  <Link href={armRowsHref(rows)} className="hover:underline">
                    <Count value={arm.requests} />
                  </Link>
                </td>
                <td className={cellClass}>{arm.traffic === 'shadow' ? '–' : <Count value={arm.units} />}</td>
                {columns.map((column) => (
                  <td key={column.id} className={cellClass}>
                    <Figure
                      column={column}
                      arm={arm}
                      color={color}
                      scale={scaleOf(column, arms)}
                      asNumbers={asNumbers}
                      href={column.rows && armRowsHref({ ...rows, ...column.rows })}
                    />
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function ArmName({ arm, color }: { arm: ArmResult; color: string }) {
  const extras = [
    arm.fallbacks > 0 && `${arm.fallbacks} by fallback`,
    arm.cacheHits > 0 && `${arm.cacheHits} from the cache`,
  ].filter((extra) => extra !== false);
  return (
    <th scope="row" className="min-w-36 py-2 pr-3 text-left align-top font-medium">
      <span className="flex items-center gap-2">
        <span aria-hidden className="size-2.5 shrink-0 rounded-sm" style={{ backgroundColor: color }} />
        {arm.entity}
        {arm.traffic === 'shadow' && <Badge>shadow</Badge>}
      </span>
      {extras.length > 0 && (
        <span className="block font-normal text-muted-foreground text-xs">{extras.join(', ')}</span>
      )}
    </th>
  );
}

interface FigureProps {
  column: ResultColumn;
  arm: ArmResult;
  color: string;
  scale: readonly [number, number];
  asNumbers: boolean;
  /** Rows behind the number. */
  href: string | undefined;
}

function Figure({ column, arm, color, scale, asNumbers, href }: FigureProps) {
  const estimate = column.estimate(arm);
  if (estimate === null) return <span className="text-muted-foreground">–</span>;
  const shown = column.format(estimate.value);
  const interval = intervalText(column, estimate);
  return (
    <span className="inline-flex flex-col items-end gap-1">
      {href ? (
        <Link href={href} title={String(estimate.value)} className="hover:underline">
          {shown}
        </Link>
      ) : (
        <span title={String(estimate.value)}>{shown}</span>
      )}
      {asNumbers ? (
        <span className="text-muted-foreground text-xs" title={`${estimate.low} – ${estimate.high ?? '∞'}`}>
          {estimate.high === null
            ? interval
            : `${column.format(estimate.low)} – ${column.format(estimate.high)}`}
        </span>
      ) : (
        <RangeBar {...estimate} scale={scale} color={color} label={`${shown}, ${interval}`} />
      )}
      {column.id === 'satisfaction' && (
        <span className="text-muted-foreground text-xs">
          {arm.ratings} {arm.ratings === 1 ? 'rating' : 'ratings'}
        </span>
      )}
    </span>
  );
}
