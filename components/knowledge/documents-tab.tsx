'use client';

import { FileUp } from 'lucide-react';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { useMemo, useRef, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { DataTable } from '#components/ui/data-table.tsx';
import { useDrawerId } from '#components/ui/drawer.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { SearchInput } from '#components/ui/search-input.tsx';
import { Select } from '#components/ui/select.tsx';
import { useListState } from '#components/ui/use-list-state.ts';
import { can, canAt, useMe } from '#lib/client/use-me.ts';
import { type DocumentSummary, documentSorts } from '#lib/knowledge/schemas.ts';
import { DeleteDocumentDialog } from './delete-document-dialog.tsx';
import { DocumentDrawer } from './document-drawer.tsx';
import { documentsColumns } from './documents-columns.tsx';
import { IngestHeader } from './ingest-header.tsx';
import { useCancelDocument, useReleaseDocument, useRetryDocument } from './mutations.ts';
import { useDocumentPage } from './queries.ts';
import { keepOrder } from './stable-order.ts';
import { useIngest } from './use-ingest.ts';

const pageSize = 50;
const stateFilters = ['active', 'ready', 'failed', 'cancelled', 'quarantined'] as const;
const anyState = 'any';

const filterOptions = [
  { value: anyState, label: 'Any state' },
  { value: 'active', label: 'In work' },
  { value: 'ready', label: 'Ready' },
  { value: 'failed', label: 'Failed' },
  { value: 'cancelled', label: 'Cancelled' },
  { value: 'quarantined', label: 'Quarantined' },
] as const;

interface DocumentsTabProps {
  name: string;
  /** Opens the file dialog, for the empty list's first step. */
  onChoose: () => void;
}

export function DocumentsTab({ name, onChoose }: DocumentsTabProps) {
  const list = useListState({ by: 'problems', order: 'desc' });
  const [state, setState] = useQueryState('state', parseAsStringLiteral(stateFilters));
  const sort = { ...list.sort, by: documentSorts.find((by) => by === list.sort.by) ?? 'problems' };
  const query = {
    search: list.q,
    state: state ?? undefined,
    sort: sort.by,
    order: sort.order,
    page: list.page,
    pageSize,
  };
  const documents = useDocumentPage(name, query);
  const rows = useReadingOrder(JSON.stringify(query), documents.isPlaceholderData, documents.data?.items);
  const ingest = useIngest(name);
  const me = useMe().data;
  const mayWrite = canAt(me, 'knowledge.write', { kind: 'knowledge', name });
  const mayReview = can(me, 'guardrails.review');
  const [, openDocument] = useDrawerId('document');
  const [deleting, setDeleting] = useState<DocumentSummary | null>(null);
  const { mutate: retry } = useRetryDocument(name);
  const { mutate: release } = useReleaseDocument(name);
  const { mutate: cancel } = useCancelDocument(name);
  const columns = useMemo(
    () =>
      documentsColumns({
        mayWrite,
        mayReview,
        onOpen: (document) => openDocument(document.id),
        onRetry: (document) => retry(document.id),
        onRelease: (document) => release(document.id),
        onCancel: (document) => cancel(document.id),
        onDelete: setDeleting,
      }),
    [mayWrite, mayReview, openDocument, retry, release, cancel],
  );
  const filter = (next: string) => {
    void setState(stateFilters.find((candidate) => candidate === next) ?? null);
    list.setPage(1);
  };
  const filtered = list.q !== '' || state !== null;
  return (
    <div className="flex flex-col gap-3">
      {ingest?.progress.total !== 0 && <IngestHeader ingest={ingest} onShowFailed={() => filter('failed')} />}
      <DataTable
        label="Documents"
        columns={columns}
        columnsKey="documents"
        rows={rows}
        rowKey={(document) => document.id}
        error={documents.error}
        onRetry={() => void documents.refetch()}
        sort={sort}
        onSort={list.setSort}
        onOpen={(document) => openDocument(document.id)}
        toolbar={
          <>
            <SearchInput value={list.q} onSearch={list.setQ} label="Search documents" />
            <Select
              aria-label="State"
              className="w-auto min-w-32"
              value={state ?? anyState}
              onValueChange={filter}
              options={filterOptions}
            />
          </>
        }
        empty={
          filtered ? (
            <EmptyState icon={FileUp} title="No document matches">
              Change the search or the state to see others.
            </EmptyState>
          ) : (
            <EmptyState
              icon={FileUp}
              title="No documents yet"
              action={
                mayWrite && (
                  <Button variant="primary" onClick={onChoose}>
                    Choose files
                  </Button>
                )
              }
            >
              Drop files or folders anywhere on this page: PDF, Word, PowerPoint, Excel, HTML, Markdown, text,
              CSV, JSON and EPUB, up to 500 MB each.
            </EmptyState>
          )
        }
        footer={
          documents.data && (
            <Pagination
              page={list.page}
              pageSize={pageSize}
              total={documents.data.total}
              onPage={list.setPage}
            />
          )
        }
      />
      <DocumentDrawer name={name} />
      <DeleteDocumentDialog name={name} document={deleting} onClose={() => setDeleting(null)} />
    </div>
  );
}

/** The rows in the order first seen under this query: polling changes rows, never their places. */
function useReadingOrder(
  query: string,
  stale: boolean,
  items: readonly DocumentSummary[] | undefined,
): DocumentSummary[] | undefined {
  const shown = useRef<{ query: string; ids: readonly string[] }>({ query, ids: [] });
  return useMemo(() => {
    if (!items) return undefined;
    if (stale) return [...items];
    const rows = keepOrder(shown.current.query === query ? shown.current.ids : [], items);
    shown.current = { query, ids: rows.map(({ id }) => id) };
    return rows;
  }, [query, stale, items]);
}
