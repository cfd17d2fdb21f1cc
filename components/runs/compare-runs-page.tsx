'use client';

import { GitCompareArrows } from 'lucide-react';
import Link from 'next/link';
import { parseAsArrayOf, parseAsString, useQueryState } from 'nuqs';
import type { ReactNode } from 'react';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { RunComparison } from '#lib/tracking/schemas.ts';
import { ComparedCharts } from './compared-charts.tsx';
import { ComparedMetrics } from './compared-metrics.tsx';
import { comparedIds, differencesFirst, runLabels } from './compared-rows.ts';
import { ComparedTable } from './compared-table.tsx';
import { useRunComparison } from './queries.ts';
import { mostCompared } from './run-columns-choice.ts';

const noIds: string[] = [];

/** What differs between runs, and which did best? */
export function CompareRunsPage() {
  const [asked, setAsked] = useQueryState('runs', parseAsArrayOf(parseAsString).withDefault(noIds));
  const ids = comparedIds(asked);
  const comparison = useRunComparison(ids.length < 2 ? noIds : ids);
  return (
    <>
      <PageHeader title="Compare runs" description="What differs between these runs, and which did best?" />
      {ids.length < 2 ? (
        <EmptyState
          icon={GitCompareArrows}
          className="rounded-md border border-border bg-surface"
          title={`Choose 2 to ${mostCompared} runs`}
          action={
            <Button asChild variant="primary">
              <Link href="/experiments">Open experiments</Link>
            </Button>
          }
        >
          Tick runs in the table of an experiment, then press Compare.
        </EmptyState>
      ) : comparison.data ? (
        <Compared
          comparison={comparison.data}
          onRemove={(id) => void setAsked(ids.filter((one) => one !== id))}
        />
      ) : comparison.error ? (
        <ErrorState
          error={comparison.error}
          title="These runs could not be compared."
          onRetry={() => void comparison.refetch()}
        />
      ) : (
        <div className="flex flex-col gap-4" aria-busy="true">
          <Skeleton className="h-40 w-full" />
          <Skeleton className="h-56 w-full" />
        </div>
      )}
    </>
  );
}

interface ComparedProps {
  comparison: RunComparison;
  onRemove: (id: string) => void;
}

function Compared({ comparison: { runs, params, metrics, tags }, onRemove }: ComparedProps) {
  const labels = runLabels(runs);
  const columns = runs.map(({ id }, index) => ({ id, label: labels[index] ?? id }));
  const own = tags.filter(({ key }) => !key.startsWith('mlflow.'));
  const text = (value: string) => <span className="font-mono text-sm">{value}</span>;
  return (
    <div className="flex flex-col gap-6">
      <Section title="Parameters" hint={differing(params)}>
        {params.length > 0 && (
          <ComparedTable
            label="Parameters by run"
            heading="Parameter"
            runs={columns}
            rows={differencesFirst(params)}
            cell={text}
            onRemove={onRemove}
          />
        )}
      </Section>
      <Section title="Metrics" hint="Latest values; the best of each row is marked.">
        {metrics.length > 0 && <ComparedMetrics runs={columns} rows={metrics} />}
      </Section>
      <Section title="Curves" hint="A run keeps its colour in every chart.">
        <ComparedCharts runs={runs} />
      </Section>
      {own.length > 0 && (
        <Section title="Tags" hint={differing(own)}>
          <ComparedTable
            label="Tags by run"
            heading="Tag"
            runs={columns}
            rows={differencesFirst(own)}
            cell={text}
          />
        </Section>
      )}
    </div>
  );
}

function differing(rows: readonly { differs: boolean }[]): string {
  const count = rows.filter(({ differs }) => differs).length;
  if (rows.length === 0) return 'None of these runs has any.';
  if (count === 0) return 'All of them are alike.';
  return `${count} of ${rows.length} ${count === 1 ? 'differs' : 'differ'}; those come first.`;
}

interface SectionProps {
  title: string;
  hint: string;
  children: ReactNode;
}

function Section({ title, hint, children }: SectionProps) {
  return (
    <section aria-label={title} className="flex min-w-0 flex-col gap-3">
      <div>
        <h2 className="font-semibold text-lg">{title}</h2>
        <p className="text-muted-foreground text-sm">{hint}</p>
      </div>
      {children}
    </section>
  );
}
