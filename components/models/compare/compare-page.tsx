'use client';

import { ArrowLeftRight, Equal, GitCompareArrows } from 'lucide-react';
import { parseAsInteger, useQueryStates } from 'nuqs';
import { Card } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { ModelDetail, VersionComparison } from '#lib/registry/schemas.ts';
import { useComparison, useModel } from '../queries.ts';
import { comparedWith } from '../version-choices.ts';
import { VersionSelect } from '../version-select.tsx';
import { AskBoth } from './ask-both.tsx';
import { DifferenceList } from './difference-list.tsx';

const noticeClasses = 'rounded-md border border-border bg-surface';

/** What changes from one version to another, and how differently they answer. */
export function ComparePage({ name }: { name: string }) {
  const model = useModel(name);
  if (model.data) return <Loaded model={model.data} />;
  if (model.error) {
    const retry = () => void model.refetch();
    return <ErrorState error={model.error} title="This model could not be loaded." onRetry={retry} />;
  }
  return (
    <div className="flex flex-col gap-4" aria-busy="true">
      <Skeleton className="h-8 w-1/2" />
      <Skeleton className="h-40 w-full" />
    </div>
  );
}

function Loaded({ model }: { model: ModelDetail }) {
  const [chosen, setChosen] = useQueryStates({ from: parseAsInteger, to: parseAsInteger });
  const to = chosen.to ?? model.latestVersion;
  const from = chosen.from ?? (to === null ? null : comparedWith(model, to));
  return (
    <>
      <PageHeader
        title={`Compare versions of ${model.name}`}
        description="What changes from one version to another, and how differently they answer."
      />
      <div className="flex flex-col gap-4">
        <div className="grid items-center gap-2 sm:grid-cols-[minmax(0,18rem)_auto_minmax(0,18rem)]">
          <VersionSelect
            aria-label="From version"
            model={model}
            withDeleted
            value={from}
            onChange={(next) => void setChosen({ from: next, to })}
          />
          <IconButton
            label="Swap the two versions"
            size="md"
            className="max-sm:justify-self-center"
            icon={<ArrowLeftRight aria-hidden className="max-sm:rotate-90" />}
            disabled={from === null || to === null}
            onClick={() => void setChosen({ from: to, to: from })}
          />
          <VersionSelect
            aria-label="To version"
            model={model}
            withDeleted
            value={to}
            onChange={(next) => void setChosen({ from, to: next })}
          />
        </div>
        <Comparison model={model} from={from} to={to} />
      </div>
    </>
  );
}

interface ComparisonProps {
  model: ModelDetail;
  from: number | null;
  to: number | null;
}

function Comparison({ model, from, to }: ComparisonProps) {
  const comparison = useComparison(model.name, from, to);
  if (from === null || to === null) {
    return (
      <EmptyState icon={GitCompareArrows} className={noticeClasses} title="Choose two versions">
        {model.versions.length < 2
          ? 'This model has fewer than two versions; register another one to compare.'
          : 'The differences appear here.'}
      </EmptyState>
    );
  }
  if (from === to) {
    return (
      <EmptyState icon={Equal} className={noticeClasses} title={`Version ${from} is compared with itself`}>
        Choose another version on one of the sides.
      </EmptyState>
    );
  }
  if (comparison.data) return <Compared key={`${from} ${to}`} comparison={comparison.data} />;
  if (comparison.error) {
    return (
      <ErrorState
        error={comparison.error}
        title={`Versions ${from} and ${to} could not be compared.`}
        onRetry={() => void comparison.refetch()}
      />
    );
  }
  return (
    <div className="flex flex-col gap-4" aria-busy="true">
      <Skeleton className="h-40 w-full" />
      <Skeleton className="h-32 w-full" />
    </div>
  );
}

function Compared({ comparison: { from, to, differences } }: { comparison: VersionComparison }) {
  const { length } = differences;
  return (
    <>
      {length === 0 ? (
        <EmptyState icon={Equal} className={noticeClasses} title="These versions do the same">
          Their documents differ in nothing that changes an answer; only descriptions and tags may.
        </EmptyState>
      ) : (
        <Card
          title={`${length} ${length === 1 ? 'difference' : 'differences'}`}
          description={`From version ${from.number} to version ${to.number}.`}
        >
          <DifferenceList differences={differences} label={`Version ${from.number} → version ${to.number}`} />
        </Card>
      )}
      <AskBoth from={from} to={to} />
    </>
  );
}
