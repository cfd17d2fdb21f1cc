'use client';

import { ChartNoAxesColumn, Table } from 'lucide-react';
import { parseAsBoolean, parseAsInteger, useQueryState } from 'nuqs';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { formatMoment } from '#components/ui/format.ts';
import { Select } from '#components/ui/select.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { ArmResults } from '#lib/monitoring/schemas.ts';
import type { EndpointDetail } from '#lib/serving/schemas.ts';
import { timeInForce } from './log-entries.ts';
import { useArmResults } from './queries.ts';
import { ResultsTable } from './results-table.tsx';
import { SampleRatioVerdict } from './sample-ratio.tsx';

/** How each served entity did with what was assigned to it, under one configuration. */
export function ResultsCard({ endpoint }: { endpoint: EndpointDetail }) {
  const [chosen, setChosen] = useQueryState('config', parseAsInteger);
  const [asNumbers, setAsNumbers] = useQueryState('numbers', parseAsBoolean.withDefault(false));
  const config = chosen ?? endpoint.config;
  const query = useArmResults(endpoint.name, config);
  return (
    <Card
      title="Results"
      description="By the entity people were assigned to, also when a fallback answered."
      actions={
        <Button
          size="sm"
          aria-pressed={asNumbers}
          onClick={() => void setAsNumbers(asNumbers ? null : true)}
          className="max-sm:hidden"
        >
          {asNumbers ? <ChartNoAxesColumn aria-hidden /> : <Table aria-hidden />}
          {asNumbers ? 'Show as bars' : 'Show as numbers'}
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        <Select
          aria-label="Configuration"
          className="w-auto max-w-full self-start"
          value={String(config)}
          onValueChange={(value) => void setChosen(Number(value) === endpoint.config ? null : Number(value))}
          options={endpoint.history.map(({ number }) => ({
            value: String(number),
            label: configLabel(endpoint, number),
          }))}
        />
        {query.error !== null && (
          <ErrorState
            error={query.error}
            title="The results could not be loaded."
            onRetry={() => void query.refetch()}
          />
        )}
        {query.data ? (
          <Results endpoint={endpoint} results={query.data} asNumbers={asNumbers} />
        ) : (
          query.error === null && <Skeleton className="h-32 w-full" />
        )}
      </div>
    </Card>
  );
}

interface ResultsProps {
  endpoint: EndpointDetail;
  results: ArmResults;
  asNumbers: boolean;
}

function Results({ endpoint, results, asNumbers }: ResultsProps) {
  if (results.arms.every(({ requests }) => requests === 0)) {
    return (
      <EmptyState icon={ChartNoAxesColumn} title="No request yet under this configuration">
        Results appear with the first answer.
      </EmptyState>
    );
  }
  const order =
    endpoint.history
      .find(({ number }) => number === results.config)
      ?.servedEntities.map(({ name }) => name) ?? results.arms.map(({ entity }) => entity);
  return (
    <>
      <ResultsTable results={results} order={order} asNumbers={asNumbers} />
      <SampleRatioVerdict ratio={results.sampleRatio} />
      <p className="text-muted-foreground text-sm">
        The intervals hold with {Math.round(results.confidence * 100)} % confidence at every moment at once:
        look as often as you like, they stay valid.
      </p>
    </>
  );
}

function configLabel(endpoint: EndpointDetail, number: number): string {
  const time = timeInForce(endpoint.history, number);
  if (time === null) return `Configuration ${number}`;
  const from = formatMoment(new Date(time.from));
  return time.until === null
    ? `Configuration ${number}, in force since ${from}`
    : `Configuration ${number}, ${from} – ${formatMoment(new Date(time.until))}`;
}
