/** The charts of a report, from the same readings as those on screen. Pure. */
import { formatCompact, formatDuration, formatMoney, formatPercent } from '../../client/format.ts';
import type { MetricTotals } from '../../monitoring/schemas.ts';
import type { ReportContent } from '../reports/report-content.ts';
import type { PaperChart, PaperSeries } from './draw-chart.ts';

const colors = {
  one: '#2563eb',
  strong: '#1e3a8a',
  soft: '#93b4f5',
  bad: '#dc2626',
  good: '#15803d',
  money: '#7c3aed',
} as const;

const share = (part: number, whole: number) => (whole === 0 ? null : part / whole);

export function reportCharts({ overview: { metrics }, marks, scope }: ReportContent): PaperChart[] {
  const points = metrics.groups[0]?.points ?? [];
  const line = (
    label: string,
    color: string,
    value: (totals: MetricTotals) => number | null,
  ): PaperSeries => ({
    label,
    color,
    points: points.map((point) => ({ at: Date.parse(point.at), value: value(point) })),
  });
  const long = Date.parse(metrics.to) - Date.parse(metrics.from) > 36 * 3_600_000;
  const time = new Intl.DateTimeFormat('en-GB', {
    ...(long ? { day: 'numeric', month: 'short' } : { hour: '2-digit', minute: '2-digit' }),
    timeZone: scope.timeZone,
  });
  const shared = {
    from: Date.parse(metrics.from),
    to: Date.parse(metrics.to),
    stepMs: metrics.bucketSeconds * 1000,
    marks: marks.map(({ at, kind }) => ({
      at: Date.parse(at),
      bad: kind === 'alert' || kind === 'incident',
    })),
    formatTime: (at: number) => time.format(at),
  };
  const served = (totals: MetricTotals) => totals.requests - totals.refused;
  return [
    {
      ...shared,
      title: 'Requests',
      kind: 'bar',
      format: formatCompact,
      series: [line('Requests', colors.one, (t) => t.requests)],
    },
    {
      ...shared,
      title: 'Latency',
      kind: 'line',
      format: formatDuration,
      series: [
        line('P95', colors.strong, (t) => t.latency.total?.p95 ?? null),
        line('P50', colors.soft, (t) => t.latency.total?.p50 ?? null),
      ],
    },
    {
      ...shared,
      title: 'Errors and declined',
      kind: 'line',
      format: formatPercent,
      series: [
        line('Errors', colors.bad, (t) => share(t.errors, served(t))),
        line('Declined', colors.soft, (t) => share(t.declined, served(t))),
      ],
    },
    {
      ...shared,
      title: 'Satisfaction',
      kind: 'line',
      format: formatPercent,
      series: [line('Thumbs up', colors.good, (t) => share(t.thumbsUp, t.thumbsUp + t.thumbsDown))],
    },
    {
      ...shared,
      title: 'Cost',
      kind: 'bar',
      format: (dollars) => formatMoney(BigInt(Math.round(dollars * 1e9))),
      series: [line('Cost', colors.money, (t) => Number(BigInt(t.cost)) / 1e9)],
    },
    {
      ...shared,
      title: 'Time to first token',
      kind: 'line',
      format: formatDuration,
      series: [
        line('P95', colors.strong, (t) => t.latency.first_token?.p95 ?? null),
        line('P50', colors.soft, (t) => t.latency.first_token?.p50 ?? null),
      ],
    },
  ];
}
