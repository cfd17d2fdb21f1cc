'use client';

import Link from 'next/link';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { formatCount, formatMoney, formatMoneyExact, formatPercent } from '#components/ui/format.ts';
import { Progress } from '#components/ui/progress.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { can, useMe } from '#lib/client/use-me.ts';
import type { Overview } from '#lib/dashboards/schemas.ts';

const shown = 5;
const periods = { day: 'today', week: 'this week', month: 'this month' } as const;

/** What was spent, and what may be: quotas of money are the budgets. */
export function BudgetCard({ overview: { now, previous, budgets } }: { overview: Overview }) {
  const me = useMe().data;
  return (
    <Card
      id="budgets"
      title="Cost against budget"
      description={`${formatMoney(now.spent)} in this range, ${formatMoney(previous.spent)} in the one before.`}
      actions={
        can(me, 'usage.read') && (
          <Button asChild size="sm">
            <Link href="/usage">Who spent it</Link>
          </Button>
        )
      }
    >
      {budgets.length === 0 ? (
        <p className="text-muted-foreground text-sm">
          No budget is set. A quota of money on an endpoint is its budget for a day, a week or a month, and
          stops what goes beyond.{' '}
          {can(me, 'limits.write') ? (
            <Link href="/limits" className="text-accent-text underline underline-offset-4">
              Set one in Limits
            </Link>
          ) : (
            'A security administrator sets it in Limits.'
          )}
        </p>
      ) : (
        <ul className="flex flex-col gap-3">
          {budgets.slice(0, shown).map(({ endpoint, period, used, amount, share, periodEnd }) => (
            <li key={`${endpoint} ${period}`}>
              <div className="flex flex-wrap items-baseline justify-between gap-x-3">
                <span className="font-medium">{endpoint}</span>
                <span
                  className="text-sm tabular-nums"
                  title={`${formatMoneyExact(used)} of ${formatMoneyExact(amount)}`}
                >
                  {formatMoney(used)} of {formatMoney(amount)} {periods[period]}
                  {share !== null && `, ${formatPercent(share)}`}
                </span>
              </div>
              <Progress value={share ?? 1} label={`Budget of ${endpoint} used`} className="my-1" />
              <div className="text-muted-foreground text-xs">
                Renews <RelativeTime at={periodEnd} />
              </div>
            </li>
          ))}
        </ul>
      )}
      {budgets.length > shown && (
        <p className="mt-3 text-muted-foreground text-sm">
          The {shown} fullest of {formatCount(budgets.length)} budgets.
        </p>
      )}
    </Card>
  );
}
