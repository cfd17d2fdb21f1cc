'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import { Card } from '#components/ui/card.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { can, useMe } from '#lib/client/use-me.ts';
import { describeMetric, type MetricExpression } from '#lib/monitoring/schemas.ts';
import { changeOf } from './metric-compare.ts';
import { unitOf } from './metric-units.ts';
import { rowsHref } from './rows-link.ts';
import { exactText, fillBuckets } from './series.ts';
import { Sparkline } from './sparkline.tsx';
import { useMetric } from './use-metric.ts';

interface MetricNumberProps {
  title: string;
  expression: MetricExpression;
  range: { from: string; to: string };
  live: boolean;
  actions?: ReactNode;
  className?: string;
}

/** One metric of the whole range as a number, with its course and how it stood before; leads to its rows. */
export function MetricNumber({ title, expression, range, live, actions, className }: MetricNumberProps) {
  const { groupBy: _groupBy, ...whole } = expression;
  const { data, error, refetch } = useMetric({ ...whole, ...range, compare: 'previous' }, { live });
  const me = useMe();
  const { metric, aggregation } = expression;
  const unit = unitOf(metric, aggregation);
  const value = data?.total.value ?? null;
  const change = data && changeOf(data.total, data.previous, describeMetric(metric).better);
  const href = can(me.data, 'inferences.read') ? rowsHref(whole, range, value) : null;
  const number = (
    <span
      className="font-semibold text-2xl tabular-nums"
      title={value === null ? undefined : exactText(unit, value)}
    >
      {value === null ? '–' : unit.format(value)}
    </span>
  );
  return (
    <Card title={title} actions={actions} className={className}>
      {error !== null && data === undefined ? (
        <ErrorState error={error} title="This number could not be loaded." onRetry={() => void refetch()} />
      ) : data === undefined ? (
        <Skeleton className="h-12" />
      ) : (
        <div className="@container flex items-end justify-between gap-3">
          <div className="min-w-0">
            {href === null ? (
              number
            ) : (
              <Link href={href} className="rounded-sm underline-offset-4 hover:underline">
                {number}
              </Link>
            )}
            <p className="text-muted-foreground text-sm">
              {value === null
                ? 'Nothing was measured in this range.'
                : (change?.text ?? 'nothing earlier to compare')}
            </p>
          </div>
          <div className="hidden shrink-0 @3xs:block">
            <Sparkline
              values={fillBuckets(
                (data.groups[0]?.points ?? []).map((point) => ({
                  at: point.at,
                  values: { value: point.value },
                })),
                ['value'],
                { from: data.from, to: data.to, bucketSeconds: data.stepSeconds },
              ).map(({ values }) => values.value ?? null)}
              label={`${title} over the range`}
              width={112}
              height={36}
            />
          </div>
        </div>
      )}
    </Card>
  );
}
