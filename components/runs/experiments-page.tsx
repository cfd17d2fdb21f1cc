'use client';

import { FlaskConical, Plug } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { parseAsBoolean, parseAsString, useQueryStates } from 'nuqs';
import { Button } from '#components/ui/button.tsx';
import { DataTable } from '#components/ui/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { SearchInput } from '#components/ui/search-input.tsx';
import { ConnectMlflow } from './connect-mlflow.tsx';
import { experimentColumns } from './experiment-columns.tsx';
import { experimentHref } from './hrefs.ts';
import { useExperiments } from './queries.ts';

/** What was tried, and what came of it? */
export function ExperimentsPage() {
  const router = useRouter();
  const experiments = useExperiments();
  const [{ q, connect }, setUrl] = useQueryStates({
    q: parseAsString.withDefault(''),
    connect: parseAsBoolean.withDefault(false),
  });
  const items = experiments.data?.items;
  const wanted = q.trim().toLowerCase();
  const rows = items?.filter(({ name, description, tags }) =>
    `${name} ${description} ${Object.entries(tags).flat().join(' ')}`.toLowerCase().includes(wanted),
  );
  const nothingYet = items?.every(({ runs }) => runs === 0) ?? false;
  return (
    <>
      <PageHeader
        title="Experiments"
        description="What was tried, and what came of it? Runs that scripts log with MLflow, by experiment."
        actions={
          !nothingYet && (
            <Button aria-expanded={connect} onClick={() => void setUrl({ connect: connect ? null : true })}>
              <Plug aria-hidden />
              Log runs with MLflow
            </Button>
          )
        }
      />
      <div className="flex flex-col gap-4">
        {(connect || nothingYet) && <ConnectMlflow experiment="my-experiment" />}
        <DataTable
          label="Experiments"
          columns={experimentColumns}
          columnsKey="experiments"
          rows={rows}
          rowKey={({ id }) => id}
          error={experiments.error}
          onRetry={() => void experiments.refetch()}
          onOpen={({ id }) => router.push(experimentHref(id))}
          toolbar={
            <SearchInput
              value={q}
              onSearch={(text) => void setUrl({ q: text || null })}
              label="Search experiments"
            />
          }
          empty={
            <EmptyState
              icon={FlaskConical}
              title={wanted === '' ? 'No experiment yet' : 'No experiment matches'}
            >
              {wanted === ''
                ? 'An experiment appears here when a script names it with mlflow.set_experiment.'
                : 'Search for another name, note or tag.'}
            </EmptyState>
          }
        />
      </div>
    </>
  );
}
