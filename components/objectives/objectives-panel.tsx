'use client';

import { Plus, Target } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import { EnvironmentBadge, StatusBadge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import { UrlDrawer, useDrawerId } from '#components/ui/drawer.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { formatGoodShare } from '#components/ui/format.ts';
import { Progress } from '#components/ui/progress.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { describeError } from '#lib/client/api.ts';
import { canAt, useMe } from '#lib/client/use-me.ts';
import {
  type MeasuredObjective,
  type ObjectiveList,
  type ObjectiveState,
  objectiveTemplates,
} from '#lib/objectives/schemas.ts';
import { ObjectiveDetail } from './objective-detail.tsx';
import { AddObjectiveDrawer } from './objective-drawer.tsx';
import { type ObjectivesQuery, useAddObjectives, useObjectives } from './queries.ts';
import { budgetText, burnText, promiseText, stateWords } from './words.ts';

const columns: Column<MeasuredObjective>[] = [
  {
    id: 'objective',
    header: 'Objective',
    alwaysShown: true,
    cell: (objective) => (
      <div className="min-w-44">
        <div className="font-medium">{objective.name}</div>
        <div className="text-muted-foreground text-sm">{promiseText(objective)}</div>
        {/* On a phone there is room for two columns, and what it is of and how it stands come first. */}
        <div className="mt-1 flex flex-wrap items-center gap-1.5 md:hidden">
          <State state={objective.status.state} /> {objective.endpoint}
        </div>
      </div>
    ),
  },
  {
    id: 'endpoint',
    header: 'Endpoint',
    className: 'max-md:hidden',
    cell: ({ endpoint, environment }) => (
      <span className="flex flex-wrap items-center gap-1.5">
        {endpoint} <EnvironmentBadge environment={environment} />
      </span>
    ),
  },
  {
    id: 'state',
    header: 'State',
    className: 'w-32 max-md:hidden',
    cell: ({ status }) => <State state={status.state} />,
  },
  {
    id: 'now',
    header: 'Good',
    align: 'right',
    className: 'w-20 max-md:hidden',
    cell: ({ status: { value } }) => (value === null ? '–' : formatGoodShare(value)),
  },
  {
    id: 'budget',
    header: 'Budget left',
    className: 'w-44',
    cell: ({ name, status: { budgetLeft } }) => (
      <div className="min-w-36">
        <div className="tabular-nums">{budgetText(budgetLeft)}</div>
        {budgetLeft !== null && <Progress value={budgetLeft} label={`Budget left of ${name}`} />}
      </div>
    ),
  },
  {
    id: 'burn',
    header: 'Burn, 1 h',
    align: 'right',
    className: 'w-24 max-md:hidden',
    cell: ({ status: { burn } }) => burnText(burn[0]?.rate ?? null),
  },
  {
    id: 'ends',
    header: 'Ends',
    className: 'w-28 whitespace-nowrap max-md:hidden',
    cell: ({ status: { endsAt } }) => (endsAt === null ? '–' : <RelativeTime at={endsAt} />),
  },
];

function State({ state }: { state: ObjectiveState }) {
  return <StatusBadge tone={stateWords[state].tone}>{stateWords[state].word}</StatusBadge>;
}

type Endpoints = ObjectiveList['without'];

/** What endpoints are held to, those in trouble first, and the usual objectives for endpoints without any. */
export function ObjectivesPanel({ query, endpoints }: { query: ObjectivesQuery; endpoints: Endpoints }) {
  const objectives = useObjectives(query);
  const [opened, open] = useDrawerId('objective');
  const [adding, setAdding] = useState(false);
  const me = useMe().data;
  const writable = ({ name, environment }: Endpoints[number]) =>
    canAt(me, 'alerts.write', { kind: 'endpoint', name, environment });
  const choices = endpoints.filter(writable).map(({ name }) => name);
  const offered = (objectives.data?.without ?? []).filter(writable);
  return (
    <div className="flex flex-col gap-4">
      {offered.length > 0 && <Offer endpoints={offered.map(({ name }) => name)} />}
      <DataTable
        label="Objectives"
        columns={columns}
        rows={objectives.data?.items}
        rowKey={({ id }) => id}
        error={objectives.error}
        onRetry={() => void objectives.refetch()}
        onOpen={({ id }) => open(id)}
        isSelected={({ id }) => id === opened}
        toolbar={
          choices.length > 0 && (
            <Button variant="primary" className="ml-auto" onClick={() => setAdding(true)}>
              <Plus aria-hidden />
              Add an objective
            </Button>
          )
        }
        empty={
          <EmptyState icon={Target} title="No objective yet">
            An objective is a share of requests that must be good over some weeks: without errors, in time,
            liked, or supported by documents. What may go wrong is its budget, and alerts watch how fast it is
            used.
          </EmptyState>
        }
        footer={
          objectives.data?.more && (
            <p className="text-muted-foreground text-sm">
              There are more; choose an endpoint or an environment.
            </p>
          )
        }
      />
      {adding && (
        <AddObjectiveDrawer endpoints={choices} endpoint={query.endpoint} onClose={() => setAdding(false)} />
      )}
      <UrlDrawer param="objective" title="Objective">
        {(id) => <ObjectiveDetail id={id} onClose={() => open(null)} />}
      </UrlDrawer>
    </div>
  );
}

function Offer({ endpoints }: { endpoints: readonly string[] }) {
  const add = useAddObjectives();
  const [name] = endpoints;
  if (name === undefined) return null;
  const others = endpoints.length - 1;
  return (
    <div className="flex flex-wrap items-center justify-between gap-3 rounded-md border border-border border-dashed px-4 py-3">
      <p className="max-w-prose text-sm">
        Nothing is promised of <strong className="font-medium">{name}</strong>
        {others > 0 && ` and ${others} more`}. The usual objectives:{' '}
        {objectiveTemplates.map((template) => template.name.toLowerCase()).join(', ')}.
      </p>
      <Button
        busy={add.isPending}
        onClick={() =>
          add.mutate(
            objectiveTemplates.map((template) => ({ endpoint: name, ...template })),
            {
              onSuccess: () => toast.success(`${name} is held to the usual objectives.`),
              onError: (error) => toast.error(describeError(error).message),
            },
          )
        }
      >
        Add the usual ones to {name}
      </Button>
    </div>
  );
}
