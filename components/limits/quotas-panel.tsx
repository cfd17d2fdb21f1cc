'use client';

import { Plus, WalletCards } from 'lucide-react';
import { parseAsInteger, parseAsString, useQueryStates } from 'nuqs';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import { UrlDrawer, useDrawerId } from '#components/ui/drawer.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { SearchInput } from '#components/ui/search-input.tsx';
import { can, useMe } from '#lib/client/use-me.ts';
import { everySubject, type Quota } from '#lib/limits/schemas.ts';
import { useQuotas } from './queries.ts';
import { QuotaDetail } from './quota-detail.tsx';
import { QuotaDialog } from './quota-dialog.tsx';
import { QuotaMeter } from './quota-meter.tsx';
import { amountText, periodWords, subjectKindWords } from './words.ts';

const pageSize = 50;
const urlState = { quotaq: parseAsString.withDefault(''), quotapage: parseAsInteger.withDefault(1) };

const columns: Column<Quota>[] = [
  {
    id: 'subject',
    header: 'For',
    alwaysShown: true,
    cell: (quota) => (
      <div className="min-w-36">
        <div className="font-medium">{quota.subjectName}</div>
        <div className="text-muted-foreground text-sm">{subjectKindWords[quota.subject.kind].one}</div>
      </div>
    ),
  },
  {
    id: 'amount',
    header: 'At most',
    className: 'w-44',
    cell: ({ measure, amountNow, period, enabled }) => (
      <span className="tabular-nums">
        {amountText(measure, amountNow)} {periodWords[period]}
        {!enabled && <span className="text-muted-foreground"> · off</span>}
      </span>
    ),
  },
  {
    id: 'used',
    header: 'Used',
    cell: ({ subject, measure, standings: [fullest] }) =>
      fullest === undefined ? (
        <span className="text-muted-foreground text-sm">Nothing yet</span>
      ) : (
        <>
          <QuotaMeter measure={measure} standing={fullest} label={`Used by ${fullest.subjectName}`} />
          {subject.id === everySubject && (
            <div className="mt-0.5 text-muted-foreground text-xs">{fullest.subjectName}, the fullest</div>
          )}
        </>
      ),
  },
  {
    id: 'renews',
    header: 'Renews',
    className: 'w-32 whitespace-nowrap max-md:hidden',
    cell: ({ standings: [fullest] }) => (fullest ? <RelativeTime at={fullest.periodEnd} /> : '—'),
  },
];

export function QuotasPanel() {
  const [{ quotaq, quotapage }, setUrl] = useQueryStates(urlState);
  const page = Math.max(1, quotapage);
  const quotas = useQuotas({ search: quotaq, page, pageSize });
  const [opened, openQuota] = useDrawerId('quota');
  const writable = can(useMe().data, 'limits.write');
  const [adding, setAdding] = useState(false);
  return (
    <>
      <DataTable
        label="Quotas"
        columns={columns}
        rows={quotas.data?.items}
        rowKey={(quota) => quota.id}
        error={quotas.error}
        onRetry={() => void quotas.refetch()}
        onOpen={(quota) => openQuota(quota.id)}
        isSelected={(quota) => quota.id === opened}
        toolbar={
          <>
            <SearchInput
              value={quotaq}
              onSearch={(search) => void setUrl({ quotaq: search || null, quotapage: null })}
              label="Search quotas"
            />
            {writable && (
              <Button variant="primary" className="ml-auto" onClick={() => setAdding(true)}>
                <Plus aria-hidden />
                Set a quota
              </Button>
            )}
          </>
        }
        empty={
          <EmptyState icon={WalletCards} title={quotaq === '' ? 'No quota yet' : 'No quota matches'}>
            A quota bounds what a team, a person, a key or an endpoint may use in a day, a week or a month:
            requests, tokens or money.
          </EmptyState>
        }
        footer={
          quotas.data && (
            <Pagination
              page={page}
              pageSize={pageSize}
              total={quotas.data.total}
              onPage={(next) => void setUrl({ quotapage: next })}
            />
          )
        }
      />
      {adding && <QuotaDialog quota={null} onClose={() => setAdding(false)} />}
      <UrlDrawer param="quota" title="Quota">
        {(id) => <QuotaDetail id={id} writable={writable} onDeleted={() => openQuota(null)} />}
      </UrlDrawer>
    </>
  );
}
