import { StatusBadge } from '#components/ui/badge.tsx';
import { cn } from '#components/ui/cn.ts';
import { formatPercent } from '#components/ui/format.ts';
import type { QuotaMeasure, QuotaStanding } from '#lib/limits/schemas.ts';
import { amountText } from './words.ts';

type Standing = Pick<QuotaStanding, 'amount' | 'used' | 'share' | 'warned'>;

interface QuotaMeterProps {
  measure: QuotaMeasure;
  standing: Standing;
  label: string;
}

/** How much of an allowance is used, as a bar with its numbers. */
export function QuotaMeter({ measure, standing, label }: QuotaMeterProps) {
  const { amount, used, share, warned } = standing;
  const full = share === null || share >= 1;
  const near = !full && warned !== null;
  return (
    <div className="min-w-44">
      <div className="flex items-baseline justify-between gap-3 text-sm tabular-nums">
        <span>
          {amountText(measure, used)}{' '}
          <span className="text-muted-foreground">of {amountText(measure, amount)}</span>
        </span>
        {full ? (
          <StatusBadge tone="bad">Used up</StatusBadge>
        ) : near ? (
          <StatusBadge tone="warn">{formatPercent(share)}</StatusBadge>
        ) : (
          <span className="text-muted-foreground">{formatPercent(share)}</span>
        )}
      </div>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(Math.min(1, share ?? 1) * 100)}
        className="mt-1 h-1.5 overflow-hidden rounded-full bg-muted"
      >
        <div
          className={cn('h-full rounded-full', full ? 'bg-bad' : near ? 'bg-warn' : 'bg-accent')}
          style={{ width: `${Math.min(1, share ?? 1) * 100}%` }}
        />
      </div>
    </div>
  );
}
