import {
  formatCompact,
  formatCount,
  formatMoney,
  formatMoneyExact,
  formatPercent,
} from '#components/ui/format.ts';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { UsageReport, UsageTotals } from '#lib/limits/schemas.ts';
import { measured } from './usage-data.ts';

const tiles = [
  { label: 'Cost', measure: 'cost', text: ({ cost }: UsageTotals) => formatMoney(cost) },
  { label: 'Requests', measure: 'requests', text: ({ requests }: UsageTotals) => formatCount(requests) },
  { label: 'Tokens', measure: 'tokens', text: ({ tokens }: UsageTotals) => formatCompact(tokens) },
] as const;

/** The sums of the range, against the range of the same length before. */
export function UsageTiles({ usage }: { usage: UsageReport | undefined }) {
  if (usage === undefined) return <Skeleton className="h-20" />;
  const { totals, previous } = usage;
  const perRequest = totals.requests === 0 ? null : BigInt(totals.cost) / BigInt(totals.requests);
  return (
    <ul className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      {tiles.map(({ label, measure, text }) => (
        <li key={label} className="rounded-md border border-border bg-surface px-4 py-3">
          <p className="text-muted-foreground text-sm">{label}</p>
          <p
            className="font-semibold text-2xl tabular-nums"
            title={measure === 'cost' ? formatMoneyExact(totals.cost) : formatCount(totals[measure])}
          >
            {text(totals)}
          </p>
          <p className="text-muted-foreground text-sm">
            {changeText(measured(totals, measure), measured(previous, measure))}
          </p>
        </li>
      ))}
      <li className="rounded-md border border-border bg-surface px-4 py-3">
        <p className="text-muted-foreground text-sm">Cost of a request</p>
        <p className="font-semibold text-2xl tabular-nums">
          {perRequest === null ? '—' : formatMoney(perRequest)}
        </p>
        <p className="text-muted-foreground text-sm">on average</p>
      </li>
    </ul>
  );
}

function changeText(now: number, before: number): string {
  if (before === 0) return 'nothing in the period before';
  const change = (now - before) / before;
  if (Math.abs(change) < 0.005) return 'as in the period before';
  return `${change > 0 ? '+' : '−'}${formatPercent(Math.abs(change))} against the period before`;
}
