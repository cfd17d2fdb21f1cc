'use client';

import { History } from 'lucide-react';
import { useMemo, useState } from 'react';
import { TimeSeriesChart } from '#components/charts/time-series-chart.tsx';
import { Button } from '#components/ui/button.tsx';
import { FormError } from '#components/ui/form-error.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Select } from '#components/ui/select.tsx';
import type { Backtest, RuleDocument } from '#lib/alerts/schemas.ts';
import { describeError } from '#lib/client/api.ts';
import { previewData } from './preview-data.ts';
import { useBacktest } from './queries.ts';
import { unitOfRule } from './words.ts';

const spans = [
  { value: '1', label: 'the last day' },
  { value: '7', label: 'the last week' },
  { value: '30', label: 'the last 30 days' },
] as const;
type Days = (typeof spans)[number]['value'];

/** What the rule would have done: its metric and limit over the past, and when it would have fired. */
export function RulePreview({ document }: { document: RuleDocument }) {
  const backtest = useBacktest();
  const [days, setDays] = useState<Days>('7');
  const [played, setPlayed] = useState<RuleDocument | null>(null);
  const run = () => {
    setPlayed(document);
    backtest.mutate({ document, days: Number(days) });
  };
  return (
    <section aria-label="Back-test" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <Button onClick={run} busy={backtest.isPending}>
          <History aria-hidden />
          Try it on
        </Button>
        <Select<Days>
          aria-label="How far back"
          className="w-auto min-w-40"
          value={days}
          onValueChange={setDays}
          options={spans}
        />
      </div>
      {backtest.error && <FormError>{describeError(backtest.error).message}</FormError>}
      {backtest.data && played && (
        <Result backtest={backtest.data} document={played} changed={played !== document} />
      )}
    </section>
  );
}

interface ResultProps {
  backtest: Backtest;
  document: RuleDocument;
  /** The rule was changed since. */
  changed: boolean;
}

function Result({ backtest, document, changed }: ResultProps) {
  const data = useMemo(() => previewData(backtest), [backtest]);
  return (
    <>
      <p role="status" className="font-medium">
        {backtest.fired === 0
          ? 'It would not have fired.'
          : `It would have fired ${backtest.fired} ${backtest.fired === 1 ? 'time' : 'times'}.`}
        {changed && (
          <span className="font-normal text-muted-foreground"> Try it again: the rule changed.</span>
        )}
      </p>
      <TimeSeriesChart
        title="Value and limit"
        series={data.series}
        points={data.points}
        range={{ from: backtest.from, to: backtest.to, bucketSeconds: backtest.stepSeconds }}
        unit={unitOfRule(document)}
        marks={data.marks}
        height={180}
      />
      {backtest.bands.length > 0 && (
        <ul className="flex max-h-40 flex-col gap-1 overflow-y-auto text-sm">
          {backtest.bands.slice(0, 20).map(({ group, from, summary }) => (
            <li key={`${group} ${from}`} className="[overflow-wrap:anywhere]">
              <RelativeTime at={from} className="text-muted-foreground" /> {summary}
            </li>
          ))}
        </ul>
      )}
      {backtest.remarks.map((remark) => (
        <p key={remark} className="text-muted-foreground text-xs">
          {remark}
        </p>
      ))}
    </>
  );
}
