'use client';

import { HeartPulse, Plus } from 'lucide-react';
import { parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useMemo, useState } from 'react';
import { useEnvironment } from '#components/environment/use-environment.ts';
import { Button } from '#components/ui/button.tsx';
import { DataTable } from '#components/ui/data-table.tsx';
import { useDrawerId } from '#components/ui/drawer.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { SearchInput } from '#components/ui/search-input.tsx';
import { Select } from '#components/ui/select.tsx';
import { can, useMe } from '#lib/client/use-me.ts';
import { type CheckRow, checkKinds, checkStates, uptimeRanges } from '#lib/health/schemas.ts';
import { columnsOver } from './check-columns.tsx';
import { CheckDrawer } from './check-drawer.tsx';
import { AddCheckDialog } from './check-form.tsx';
import { HealthSentence } from './health-sentence.tsx';
import { useChecks } from './queries.ts';
import { kindWords, rangeWords } from './words.ts';

const pageSize = 50;
const stateOptions = [
  { value: 'any', label: 'Every state' },
  { value: 'down', label: 'Down' },
  { value: 'up', label: 'Up' },
  { value: 'unknown', label: 'Unknown' },
];
const kindOptions = [
  { value: 'any', label: 'Every kind' },
  ...checkKinds.map((value) => ({ value, label: kindWords[value] })),
];

/** What is tried again and again, and how it goes. */
export function ChecksTab() {
  const [query, setQuery] = useQueryStates({
    q: parseAsString.withDefault(''),
    kind: parseAsStringLiteral(checkKinds),
    state: parseAsStringLiteral(checkStates),
    endpoint: parseAsString,
    range: parseAsStringLiteral(uptimeRanges).withDefault('24h'),
    page: parseAsInteger.withDefault(1),
  });
  const [environment] = useEnvironment();
  const { data: me } = useMe();
  const [shown, show] = useDrawerId('check');
  const [form, setForm] = useState<{ endpoint: string } | null>(null);
  const checks = useChecks({
    q: query.q,
    kind: query.kind ?? undefined,
    state: query.state ?? undefined,
    endpoint: query.endpoint ?? undefined,
    environment: environment ?? undefined,
    range: query.range,
    page: query.page,
    pageSize,
  });
  const columns = useMemo(() => columnsOver(query.range), [query.range]);
  const mayAdd = can(me, 'health.write');
  const unwatched = checks.data?.unwatched ?? [];
  return (
    <div className="flex flex-col gap-4">
      <HealthSentence list={checks.data} unwatched={unwatched} onAsk={(endpoint) => setForm({ endpoint })} />
      <DataTable<CheckRow>
        label="Health checks"
        columns={columns}
        rows={checks.data?.items}
        rowKey={({ id }) => id}
        error={checks.error}
        onRetry={() => void checks.refetch()}
        onOpen={({ id }) => show(id)}
        isSelected={({ id }) => id === shown}
        toolbar={
          <>
            <SearchInput
              label="Search checks"
              value={query.q}
              onSearch={(q) => void setQuery({ q: q || null, page: null })}
            />
            <Select
              aria-label="State"
              className="w-auto"
              value={query.state ?? 'any'}
              options={stateOptions}
              onValueChange={(value) =>
                void setQuery({ state: checkStates.find((one) => one === value) ?? null, page: null })
              }
            />
            <Select
              aria-label="Kind"
              className="w-auto"
              value={query.kind ?? 'any'}
              options={kindOptions}
              onValueChange={(value) =>
                void setQuery({ kind: checkKinds.find((one) => one === value) ?? null, page: null })
              }
            />
            <Select
              aria-label="Uptime over"
              className="w-auto"
              value={query.range}
              options={uptimeRanges.map((value) => ({ value, label: rangeWords[value] }))}
              onValueChange={(range) => void setQuery({ range })}
            />
            {mayAdd && (
              <Button variant="primary" className="ml-auto" onClick={() => setForm({ endpoint: '' })}>
                <Plus aria-hidden />
                Add check
              </Button>
            )}
          </>
        }
        empty={
          <EmptyState icon={HeartPulse} title="No check matches">
            Checks of PostgreSQL, background work, providers and knowledge bases appear by themselves. A
            question that is asked again and again shows that an endpoint answers, and answers well.
          </EmptyState>
        }
        footer={
          checks.data &&
          checks.data.total > pageSize && (
            <Pagination
              page={query.page}
              pageSize={pageSize}
              total={checks.data.total}
              onPage={(page) => void setQuery({ page })}
            />
          )
        }
      />
      <CheckDrawer />
      {form !== null && (
        <AddCheckDialog endpoint={form.endpoint} onClose={() => setForm(null)} onSaved={show} />
      )}
    </div>
  );
}
