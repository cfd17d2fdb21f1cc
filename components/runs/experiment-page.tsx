'use client';

import { Plug } from 'lucide-react';
import { parseAsBoolean, useQueryState } from 'nuqs';
import { DescriptionEditor } from '#components/models/description-editor.tsx';
import { TagList } from '#components/models/tag-list.tsx';
import { StatusBadge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { can, useMe } from '#lib/client/use-me.ts';
import type { Experiment } from '#lib/tracking/schemas.ts';
import { ConnectMlflow } from './connect-mlflow.tsx';
import { useDescribeExperiment } from './mutations.ts';
import { useExperiment } from './queries.ts';
import { ownTags } from './run-tags.ts';
import { RunsTable } from './runs-table.tsx';

/** Which run did best, and what was different about it? */
export function ExperimentPage({ id }: { id: string }) {
  const experiment = useExperiment(id);
  if (experiment.data) return <Loaded experiment={experiment.data} />;
  if (experiment.error) {
    const retry = () => void experiment.refetch();
    return (
      <ErrorState error={experiment.error} title="This experiment could not be loaded." onRetry={retry} />
    );
  }
  return (
    <div className="flex flex-col gap-4" aria-busy="true">
      <Skeleton className="h-8 w-1/3" />
      <Skeleton className="h-64 w-full" />
    </div>
  );
}

function Loaded({ experiment }: { experiment: Experiment }) {
  const me = useMe();
  const describe = useDescribeExperiment(experiment.id);
  const [connect, setConnect] = useQueryState('connect', parseAsBoolean.withDefault(false));
  const [lifecycle] = useQueryState('lifecycle');
  const tags = ownTags(experiment.tags);
  const nothingYet = experiment.runs === 0;
  return (
    <>
      <PageHeader
        title={experiment.name}
        description="Which run did best, and what was different about it?"
        badges={experiment.lifecycle === 'deleted' && <StatusBadge tone="neutral">deleted</StatusBadge>}
        actions={
          !nothingYet && (
            <Button aria-expanded={connect} onClick={() => void setConnect(connect ? null : true)}>
              <Plug aria-hidden />
              Log runs with MLflow
            </Button>
          )
        }
      />
      <div className="flex flex-col gap-4">
        <div className="flex max-w-prose flex-col gap-2">
          <DescriptionEditor
            label={`Notes on ${experiment.name}`}
            value={experiment.description}
            placeholder="What is being tried, and why?"
            onSave={can(me.data, 'runs.write') ? describe : null}
          />
          {Object.keys(tags).length > 0 && <TagList tags={tags} />}
        </div>
        {(connect || nothingYet) && <ConnectMlflow experiment={experiment.name} />}
        {(!nothingYet || lifecycle === 'deleted') && <RunsTable experimentId={experiment.id} />}
        {nothingYet && lifecycle !== 'deleted' && (
          <p className="text-muted-foreground text-sm">
            No run is logged yet; the first one appears here.{' '}
            <a href="?lifecycle=deleted" className="text-accent-text underline underline-offset-2">
              Show deleted runs
            </a>
          </p>
        )}
      </div>
    </>
  );
}
