import Link from 'next/link';
import { Sparkline } from '#components/charts/sparkline.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import type { Column } from '#components/ui/data-table.tsx';
import { Duration } from '#components/ui/numbers.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import type { MetricTrend, Run } from '#lib/tracking/schemas.ts';
import { runHref } from './hrefs.ts';
import { MetricNumber } from './metric-number.tsx';
import { durationOf, type LoggedColumn, mostCompared } from './run-columns-choice.ts';
import { RunStatusBadge } from './run-status.tsx';

type RunColumn = Column<Run>;

/** What every run has, between the choice of it and what was logged to it. `now`: when the rows were asked for. */
export function runColumns(
  logged: readonly LoggedColumn[],
  cells: LoggedCells,
  choice: RunChoice,
): RunColumn[] {
  return [
    chooseColumn(choice),
    {
      id: 'status',
      header: 'Status',
      sortable: true,
      className: 'w-0 whitespace-nowrap',
      cell: (run) => <RunStatusBadge run={run} />,
    },
    {
      id: 'name',
      header: 'Run',
      alwaysShown: true,
      sortable: true,
      className: 'min-w-32 max-w-72 truncate',
      cell: (run) => (
        <Link href={runHref(run.id)} title={run.name} className="font-medium hover:underline">
          {run.name}
        </Link>
      ),
    },
    {
      id: 'started',
      header: 'Started',
      sortable: true,
      className: 'whitespace-nowrap',
      cell: (run) => <RelativeTime at={run.startedAt} />,
    },
    {
      id: 'duration',
      header: 'Duration',
      align: 'right',
      className: 'whitespace-nowrap',
      cell: (run) => <Duration ms={durationOf(run, cells.now)} />,
    },
    {
      id: 'user',
      header: 'User',
      sortable: true,
      className: 'whitespace-nowrap max-md:hidden',
      cell: (run) => run.userName || '–',
    },
    ...logged.map((column) => loggedColumn(column, cells)),
  ];
}

export interface LoggedCells {
  now: number;
  /** By `trendKey`. */
  trends: ReadonlyMap<string, MetricTrend>;
}

export function trendKey({ runId, key }: { runId: string; key: string }): string {
  return `${runId} ${key}`;
}

function loggedColumn(
  { kind, key, id, header, initiallyHidden }: LoggedColumn,
  cells: LoggedCells,
): RunColumn {
  const common = { id, header, initiallyHidden, sortable: true };
  if (kind === 'param') {
    return {
      ...common,
      className: 'max-w-56 truncate',
      cell: ({ params }) => <span title={params[key]}>{params[key] ?? '–'}</span>,
    };
  }
  return {
    ...common,
    align: 'right',
    className: 'whitespace-nowrap',
    cell: (run) => <Metric run={run} name={key} trend={cells.trends.get(trendKey({ runId: run.id, key }))} />,
  };
}

function Metric({ run, name, trend }: { run: Run; name: string; trend: MetricTrend | undefined }) {
  const metric = run.metrics.find(({ key }) => key === name);
  if (metric === undefined) return <span className="text-muted-foreground">–</span>;
  return (
    <span className="inline-flex items-center gap-2">
      {trend && (
        <Sparkline
          values={trend.values}
          fromLowest
          width={48}
          height={16}
          label={`${name} over ${trend.total} points`}
        />
      )}
      <MetricNumber value={metric.value} />
    </span>
  );
}

export interface RunChoice {
  chosen: readonly string[];
  onChoose: (id: string) => void;
}

function chooseColumn({ chosen, onChoose }: RunChoice): RunColumn {
  return {
    id: 'choose',
    header: 'Compare',
    alwaysShown: true,
    className: 'w-0',
    cell: (run) => (
      <Checkbox
        className="align-middle"
        aria-label={`Choose ${run.name} to compare`}
        checked={chosen.includes(run.id)}
        disabled={chosen.length >= mostCompared && !chosen.includes(run.id)}
        onCheckedChange={() => onChoose(run.id)}
      />
    ),
  };
}
