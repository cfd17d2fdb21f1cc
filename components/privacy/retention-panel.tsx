'use client';

import { useMemo, useState } from 'react';
import { StatusBadge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import {
  type DataPolicies,
  type EndpointDataClass,
  endpointDataClasses,
  type RetentionDays,
} from '#lib/privacy/schemas.ts';
import { type Edited, PolicyDialog } from './policy-dialog.tsx';
import { usePolicies } from './queries.ts';
import { RetentionRunCard } from './retention-run.tsx';
import { classLabels, daysText } from './words.ts';

/** Of one endpoint, or of all others for a null endpoint. */
interface Row {
  endpoint: string | null;
  storePrompts: boolean;
  own: RetentionDays;
  days: RetentionDays;
}

function rowsOf({ defaults, endpoints }: DataPolicies): Row[] {
  const { ledger: _ledger, ...days } = defaults.days;
  return [
    { endpoint: null, storePrompts: defaults.storePrompts, own: days, days },
    ...endpoints.map(({ endpoint, days: own, effective }) => ({
      endpoint,
      storePrompts: effective.storePrompts,
      own,
      days: effective.days,
    })),
  ];
}

function daysColumn(data: EndpointDataClass): Column<Row> {
  return {
    id: data,
    header: classLabels[data],
    align: 'right',
    className: 'whitespace-nowrap',
    cell: ({ endpoint, own, days }) => (
      <span className={endpoint === null || data in own ? 'font-medium' : 'text-muted-foreground'}>
        {daysText(days[data])}
      </span>
    ),
  };
}

function columnsFor(onEdit: (row: Row) => void): readonly Column<Row>[] {
  return [
    {
      id: 'endpoint',
      header: 'Endpoint',
      cell: ({ endpoint }) => endpoint ?? <span className="whitespace-nowrap font-medium">All others</span>,
    },
    {
      id: 'prompts',
      header: 'Prompts',
      cell: ({ storePrompts }) => (
        <StatusBadge tone={storePrompts ? 'neutral' : 'info'}>
          {storePrompts ? 'Stored' : 'Not stored'}
        </StatusBadge>
      ),
    },
    ...endpointDataClasses.map(daysColumn),
    {
      id: 'edit',
      header: 'Actions',
      align: 'right',
      cell: (row) => (
        <Button size="sm" onClick={() => onEdit(row)} aria-label={`Edit ${row.endpoint ?? 'all others'}`}>
          Edit
        </Button>
      ),
    },
  ];
}

function editedOf({ defaults, endpoints }: DataPolicies, endpoint: string | null): Edited {
  const own = endpoints.find((one) => one.endpoint === endpoint);
  if (own === undefined) return { endpoint: null, ...defaults };
  return { endpoint: own.endpoint, storePrompts: own.storePrompts, days: own.days };
}

export function RetentionPanel() {
  const policies = usePolicies();
  const [edited, setEdited] = useState<Edited | null>(null);
  const { data } = policies;
  const rows = useMemo(() => data && rowsOf(data), [data]);
  const columns = useMemo(
    () => columnsFor(({ endpoint }) => data && setEdited(editedOf(data, endpoint))),
    [data],
  );
  return (
    <div className="flex flex-col gap-5">
      <DataTable
        label="Retention"
        columns={columns}
        rows={rows}
        empty={null}
        rowKey={({ endpoint }) => endpoint ?? '*'}
        error={policies.error}
        onRetry={() => void policies.refetch()}
        skeletonRows={3}
      />
      {policies.data && (
        <Card title="Of the whole installation" description="What belongs to no endpoint.">
          <p className="text-base">
            {classLabels.ledger}: {daysText(policies.data.defaults.days.ledger)}. Audit events are kept for
            ever.
          </p>
        </Card>
      )}
      <RetentionRunCard />
      {edited !== null && <PolicyDialog edited={edited} onClose={() => setEdited(null)} />}
    </div>
  );
}
