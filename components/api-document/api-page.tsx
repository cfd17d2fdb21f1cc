'use client';

import { Braces, ChevronLeft, FileJson } from 'lucide-react';
import { parseAsString, useQueryStates } from 'nuqs';
import { Button } from '#components/ui/button.tsx';
import { cn } from '#components/ui/cn.ts';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { SearchInput } from '#components/ui/search-input.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { ApiDocument } from '#lib/api-document/schemas.ts';
import { OperationDetail } from './operation-detail.tsx';
import { OperationList } from './operation-list.tsx';
import { groupOperations, operationsOf } from './operations.ts';
import { useApiDocument } from './queries.ts';

/** What can a program ask of Slipway, and how? */
export function ApiPage() {
  const api = useApiDocument();
  return (
    <>
      <PageHeader
        title="API"
        description="What can a program ask of Slipway, and how?"
        actions={
          <Button asChild>
            <a href="/api/openapi.json">
              <FileJson aria-hidden />
              OpenAPI document
            </a>
          </Button>
        }
      />
      {api.data && <Browser document={api.data} />}
      {!api.data && api.error && <ErrorState error={api.error} onRetry={() => void api.refetch()} />}
      {!api.data && !api.error && <Loading />}
    </>
  );
}

function Browser({ document }: { document: ApiDocument }) {
  const [{ q, op }, setUrl] = useQueryStates({ q: parseAsString.withDefault(''), op: parseAsString });
  const groups = groupOperations(document, q);
  const chosen = operationsOf(document).find(({ operation }) => operation.operationId === op);
  const choose = (next: string | null) => void setUrl({ op: next }, { history: 'push' });
  return (
    <div className="grid gap-6 lg:grid-cols-[20rem_minmax(0,1fr)]">
      <div className={cn('flex min-w-0 flex-col gap-3', chosen && 'max-lg:hidden')}>
        <SearchInput
          value={q}
          onSearch={(next) => void setUrl({ q: next || null })}
          label="Search operations"
          className="max-w-none"
        />
        {groups.length === 0 && (
          <EmptyState icon={Braces} title="No operation matches">
            No address or summary holds "{q}".
          </EmptyState>
        )}
        <OperationList groups={groups} chosen={op} onChoose={choose} />
      </div>
      <div className={cn('min-w-0', !chosen && 'max-lg:hidden')}>
        {chosen ? (
          <>
            <Button variant="ghost" className="mb-3 lg:hidden" onClick={() => choose(null)}>
              <ChevronLeft aria-hidden />
              All operations
            </Button>
            <OperationDetail key={op} document={document} listed={chosen} />
          </>
        ) : (
          <EmptyState icon={Braces} title="Choose an operation">
            {document.info.description.replaceAll('`', '')}
          </EmptyState>
        )}
      </div>
    </div>
  );
}

function Loading() {
  return (
    <div aria-busy className="grid gap-6 lg:grid-cols-[20rem_minmax(0,1fr)]">
      <div className="flex flex-col gap-2">
        {['a', 'b', 'c', 'd', 'e', 'f'].map((key) => (
          <Skeleton key={key} className="h-7" />
        ))}
      </div>
      <Skeleton className="h-64 max-lg:hidden" />
    </div>
  );
}
