'use client';

import { History } from 'lucide-react';
import { useMemo, useState } from 'react';
import { BandChart } from '#components/charts/band-chart.tsx';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { FormError } from '#components/ui/form-error.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Select } from '#components/ui/select.tsx';
import type { Backtest, RuleDocument } from '#lib/alerts/schemas.ts';
import { describeError } from '#lib/client/api.ts';
import { type PreviewGroup, previewGroups } from './preview-data.ts';
import { useBacktest } from './queries.ts';
import { secondsWords, unitOfRule } from './words.ts';

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

const shownTimes = 20;

function Result({ backtest, document, changed }: ResultProps) {
  const groups = useMemo(() => previewGroups(backtest, document), [backtest, document]);
  return (
    <>
      <p role="status" className="font-medium">
        {backtest.fired === 0
          ? 'It would not have fired.'
          : `It would have fired ${timesWords(backtest.fired)}.`}
        {changed && (
          <span className="font-normal text-muted-foreground"> Try it again: the rule changed.</span>
        )}
      </p>
      <Drawn backtest={backtest} document={document} groups={groups} />
      {backtest.bands.length > 0 && (
        <ul
          aria-label="When it would have fired"
          className="flex max-h-40 flex-col gap-1 overflow-y-auto text-sm"
        >
          {backtest.bands.slice(0, shownTimes).map(({ group, from, to, summary }) => (
            <li key={`${group} ${from}`} className="[overflow-wrap:anywhere]">
              <RelativeTime at={from} className="text-muted-foreground" />
              <span className="text-muted-foreground">{lasted(from, to)}</span> {summary}
            </li>
          ))}
          {backtest.fired > shownTimes && (
            <li className="text-muted-foreground">… and {backtest.fired - shownTimes} more.</li>
          )}
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

function lasted(from: string, to: string | null): string {
  if (to === null) return ', until now:';
  return `, for ${secondsWords((Date.parse(to) - Date.parse(from)) / 1000)}:`;
}

interface DrawnProps {
  backtest: Backtest;
  document: RuleDocument;
  groups: readonly PreviewGroup[];
}

/** One group at a time: lines of several with their bands could not be told apart. */
function Drawn({ backtest, document, groups }: DrawnProps) {
  const [chosen, choose] = useState<string | null>(null);
  const group = groups.find(({ key }) => key === chosen) ?? groups[0];
  if (group === undefined) {
    return <p className="text-muted-foreground text-sm">Nothing was measured in this time.</p>;
  }
  return (
    <>
      {groups.length > 1 && (
        <Field label="Group" required className="sm:max-w-96">
          {(control) => (
            <Select
              {...control}
              value={group.key}
              onValueChange={choose}
              options={groups.map(({ key, fired }) => ({
                value: key,
                label: key,
                hint: fired === 0 ? 'Would not have fired.' : `Would have fired ${timesWords(fired)}.`,
              }))}
            />
          )}
        </Field>
      )}
      <BandChart
        label={`Value and limit${group.key === 'all' ? '' : ` of ${group.key}`}: would have fired ${timesWords(group.fired)}`}
        points={group.points}
        bands={group.bands}
        from={Date.parse(backtest.from)}
        to={Date.parse(backtest.to)}
        unit={unitOfRule(document)}
      />
    </>
  );
}

function timesWords(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}
