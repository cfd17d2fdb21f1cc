'use client';

import { GaugeCircle, Plus, Trash2 } from 'lucide-react';
import { parseAsInteger, useQueryState } from 'nuqs';
import { useMemo, useState } from 'react';
import { toast } from 'sonner';
import { Button } from '#components/ui/button.tsx';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { formatCount } from '#components/ui/format.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Switch } from '#components/ui/switch.tsx';
import { describeError } from '#lib/client/api.ts';
import { can, useMe } from '#lib/client/use-me.ts';
import { everySubject, type ListedRate, type RateRule } from '#lib/limits/schemas.ts';
import { useDeleteRate, useRates, useSaveRate } from './queries.ts';
import { RateDialog } from './rate-dialog.tsx';
import { subjectKindWords } from './words.ts';

const pageSize = 50;

export function RatesPanel() {
  const [page, setPage] = useQueryState('ratepage', parseAsInteger.withDefault(1));
  const rates = useRates({ page: Math.max(1, page), pageSize });
  const writable = can(useMe().data, 'limits.write');
  const [adding, setAdding] = useState(false);
  const change = useRateChanges();
  const columns = useMemo(() => ratesColumns(writable ? change : null), [writable, change]);
  return (
    <>
      <DataTable
        label="Rate limits"
        columns={columns}
        rows={rates.data?.items}
        rowKey={(rule) => rule.id}
        error={rates.error}
        onRetry={() => void rates.refetch()}
        toolbar={
          <>
            <p className="text-muted-foreground">
              How much in a second, a minute or an hour, over all servers together.
            </p>
            {writable && (
              <Button variant="primary" className="ml-auto" onClick={() => setAdding(true)}>
                <Plus aria-hidden />
                Set a rate limit
              </Button>
            )}
          </>
        }
        empty={
          <EmptyState icon={GaugeCircle} title="No rate limit yet">
            Without one, everybody may ask as fast as the providers answer. A limit for each person is a good
            start.
          </EmptyState>
        }
        footer={
          rates.data && (
            <Pagination
              page={page}
              pageSize={pageSize}
              total={rates.data.total}
              onPage={(next) => void setPage(next)}
            />
          )
        }
      />
      {adding && <RateDialog onClose={() => setAdding(false)} />}
    </>
  );
}

interface RateChanges {
  toggle: (rule: RateRule, enabled: boolean) => void;
  remove: (rule: RateRule) => void;
}

function useRateChanges(): RateChanges {
  const save = useSaveRate();
  const drop = useDeleteRate();
  return useMemo(() => {
    const failed = (error: unknown) =>
      toast.error('The rate limit was not changed.', { description: describeError(error).message });
    return {
      toggle: ({ subjectKind, subject, unit, window, limit }, enabled) =>
        save.mutate({ subjectKind, subject, unit, window, limit, enabled }, { onError: failed }),
      remove: (rule) =>
        drop.mutate(rule, { onSuccess: () => toast.success('The rate limit is gone.'), onError: failed }),
    };
  }, [save.mutate, drop.mutate]);
}

function ratesColumns(change: RateChanges | null): Column<ListedRate>[] {
  return [
    {
      id: 'subject',
      header: 'For',
      alwaysShown: true,
      cell: (rule) => (
        <div className="min-w-36">
          {rule.subject === everySubject ? (
            subjectKindWords[rule.subjectKind].each
          ) : (
            <>
              {rule.subjectName}
              <span className="ml-1.5 text-muted-foreground text-sm">
                {subjectKindWords[rule.subjectKind].one.toLowerCase()}
              </span>
            </>
          )}
        </div>
      ),
    },
    {
      id: 'limit',
      header: 'At most',
      cell: ({ limit, unit, window }) => (
        <span className="tabular-nums">
          {formatCount(limit)} {unit} per {window}
        </span>
      ),
    },
    {
      id: 'updatedAt',
      header: 'Set',
      className: 'w-32 whitespace-nowrap max-sm:hidden',
      cell: ({ updatedAt }) => <RelativeTime at={updatedAt} />,
    },
    {
      id: 'enabled',
      header: 'On',
      className: 'w-20',
      cell: (rule) => (
        <Switch
          aria-label={`Limit of ${rule.limit} ${rule.unit} per ${rule.window}`}
          checked={rule.enabled}
          disabled={change === null}
          onCheckedChange={(enabled) => change?.toggle(rule, enabled)}
        />
      ),
    },
    {
      id: 'actions',
      header: 'Actions',
      alwaysShown: true,
      className: 'w-20 text-right',
      cell: (rule) =>
        change && (
          <IconButton
            label="Remove limit"
            icon={<Trash2 aria-hidden />}
            onClick={() => change.remove(rule)}
          />
        ),
    },
  ];
}
