'use client';

import { Send } from 'lucide-react';
import { parseAsInteger, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useMemo } from 'react';
import { toast } from 'sonner';
import { StatusBadge, type Tone } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Select } from '#components/ui/select.tsx';
import { describeError } from '#lib/client/api.ts';
import { type Delivery, type DeliveryState, deliveryStates } from '#lib/notifications/schemas.ts';
import { useDeliveries, useSendAgain } from './queries.ts';

const stateWords: Record<DeliveryState, { tone: Tone; word: string }> = {
  waiting: { tone: 'info', word: 'Waiting' },
  sending: { tone: 'info', word: 'Sending' },
  delivered: { tone: 'ok', word: 'Delivered' },
  failed: { tone: 'bad', word: 'Failed' },
};

const stateOptions = [
  { value: 'any', label: 'Every state' },
  ...deliveryStates.map((state) => ({ value: state, label: stateWords[state].word })),
] as const;

const pageSize = 25;
const urlState = {
  state: parseAsStringLiteral(deliveryStates),
  page: parseAsInteger.withDefault(1),
};

const shown: Column<Delivery>[] = [
  {
    id: 'title',
    header: 'What',
    alwaysShown: true,
    cell: ({ title, channel, addresses }) => (
      <div className="min-w-36">
        <div className="[overflow-wrap:anywhere]">{title}</div>
        <div className="text-muted-foreground text-xs [overflow-wrap:anywhere]">
          to {channel?.name ?? addresses.join(', ')}
        </div>
      </div>
    ),
  },
  {
    id: 'state',
    header: 'State',
    cell: ({ state, attempts, lastError }) => (
      <div className="max-w-80">
        <StatusBadge tone={stateWords[state].tone}>{stateWords[state].word}</StatusBadge>
        {attempts > 1 && <span className="ml-1.5 text-muted-foreground text-xs">{attempts} attempts</span>}
        {lastError !== null && (
          <p className="text-muted-foreground text-xs [overflow-wrap:anywhere]">{lastError}</p>
        )}
      </div>
    ),
  },
  {
    id: 'createdAt',
    header: 'Told',
    className: 'whitespace-nowrap max-sm:hidden',
    cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
  },
];

export function DeliveriesTable({ mayChange }: { mayChange: boolean }) {
  const [{ state, page: asked }, setUrl] = useQueryStates(urlState);
  const page = Math.max(1, asked);
  const deliveries = useDeliveries({ state, page, pageSize });
  const { mutate, variables, isPending } = useSendAgain();
  const columns = useMemo<Column<Delivery>[]>(() => {
    const again: Column<Delivery> = {
      id: 'actions',
      header: 'Actions',
      alwaysShown: true,
      className: 'w-28 text-right',
      cell: ({ id, title, state: now }) =>
        (now === 'failed' || now === 'delivered') && (
          <Button
            size="sm"
            aria-label={`Send again: ${title}`}
            busy={isPending && variables === id}
            onClick={() => mutate(id, { onError: (error) => toast.error(describeError(error).message) })}
          >
            Send again
          </Button>
        ),
    };
    return mayChange ? [...shown, again] : shown;
  }, [mayChange, mutate, variables, isPending]);
  return (
    <DataTable
      label="Deliveries"
      columns={columns}
      rows={deliveries.data?.items}
      rowKey={({ id }) => id}
      error={deliveries.error}
      onRetry={() => void deliveries.refetch()}
      skeletonRows={3}
      toolbar={
        <Select
          aria-label="State of deliveries"
          size="sm"
          className="w-40"
          value={state ?? 'any'}
          onValueChange={(next) => void setUrl({ state: next === 'any' ? null : next, page: null })}
          options={stateOptions}
        />
      }
      empty={
        <EmptyState
          icon={Send}
          title={state === null ? 'Nothing was sent yet' : 'No delivery is in this state'}
        >
          What is sent stays listed for 90 days.
        </EmptyState>
      }
      footer={
        deliveries.data && (
          <Pagination
            page={page}
            pageSize={pageSize}
            total={deliveries.data.total}
            onPage={(next) => void setUrl({ page: next })}
          />
        )
      }
    />
  );
}
