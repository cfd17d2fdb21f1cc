import { StatusBadge } from '#components/ui/badge.tsx';
import type { Column } from '#components/ui/data-table.tsx';
import { formatDuration, formatPercent } from '#components/ui/format.ts';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import type { CheckRow, UptimeRange } from '#lib/health/schemas.ts';
import { UptimeBars } from './uptime-bars.tsx';
import { kindWords, rangeWords, stateOf } from './words.ts';

export function columnsOver(range: UptimeRange): Column<CheckRow>[] {
  return [
    {
      id: 'state',
      header: 'State',
      className: 'w-28 max-md:w-24',
      alwaysShown: true,
      cell: (check) => {
        const { tone, word } = stateOf(check);
        return <StatusBadge tone={tone}>{word}</StatusBadge>;
      },
    },
    {
      id: 'name',
      header: 'Check',
      alwaysShown: true,
      cell: ({ name, kind, subject }) => (
        <div className="min-w-32">
          <div className="font-medium [overflow-wrap:anywhere]">{name}</div>
          <div className="text-muted-foreground text-xs">
            {kindWords[kind]}
            {subject !== '' && ` · ${subject}`}
          </div>
        </div>
      ),
    },
    {
      id: 'bars',
      header: rangeWords[range],
      className: 'w-72 max-md:hidden',
      cell: ({ bars, name }) => (
        <UptimeBars bars={bars} label={`Uptime of ${name} over ${rangeWords[range]}`} className="my-1" />
      ),
    },
    {
      id: 'uptime',
      header: 'Uptime',
      align: 'right',
      cell: ({ uptime }) => (
        <span className="whitespace-nowrap tabular-nums">
          {uptime === null ? '–' : formatPercent(uptime)}
        </span>
      ),
    },
    {
      id: 'last',
      header: 'Last run',
      className: 'max-sm:hidden',
      cell: ({ last }) =>
        last === null ? (
          <span className="text-muted-foreground">Not yet</span>
        ) : (
          <div className="max-w-80">
            <div className="truncate" title={last.message}>
              {last.message}
            </div>
            <div className="text-muted-foreground text-xs">
              <RelativeTime at={last.at} /> · {formatDuration(last.latencyMs)}
            </div>
          </div>
        ),
    },
  ];
}
