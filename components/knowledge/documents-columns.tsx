import type { Column } from '#components/ui/data-table.tsx';
import { Bytes, Count } from '#components/ui/numbers.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import type { DocumentSummary } from '#lib/knowledge/schemas.ts';
import { DocumentActions, type DocumentActionsProps } from './document-actions.tsx';
import { DocumentStateMark } from './document-state.tsx';
import { languageName } from './words.ts';

export type DocumentsColumnsInput = Omit<DocumentActionsProps, 'document'>;

const none = <span className="text-muted-foreground">–</span>;

export function documentsColumns(actions: DocumentsColumnsInput): Column<DocumentSummary>[] {
  return [
    {
      id: 'name',
      header: 'Document',
      sortable: true,
      alwaysShown: true,
      className: 'w-full max-w-0 min-w-44',
      cell: (document) => <NameCell document={document} />,
    },
    {
      id: 'problems',
      header: 'State',
      sortable: true,
      className: 'w-40',
      cell: (document) => <DocumentStateMark document={document} />,
    },
    {
      id: 'byteSize',
      header: 'Size',
      sortable: true,
      align: 'right',
      className: 'whitespace-nowrap max-md:hidden',
      cell: (document) => <Bytes value={document.byteSize} />,
    },
    {
      id: 'pageCount',
      header: 'Pages',
      sortable: true,
      align: 'right',
      className: 'max-lg:hidden',
      cell: (document) => (document.pageCount ? <Count value={document.pageCount} /> : none),
    },
    {
      id: 'chunkCount',
      header: 'Chunks',
      sortable: true,
      align: 'right',
      className: 'max-md:hidden',
      cell: (document) => (document.chunkCount === null ? none : <Count value={document.chunkCount} />),
    },
    {
      id: 'language',
      header: 'Language',
      className: 'max-lg:hidden',
      cell: (document) => (document.language === null ? none : languageName(document.language)),
    },
    {
      id: 'updatedAt',
      header: 'Updated',
      sortable: true,
      className: 'whitespace-nowrap max-sm:hidden',
      cell: (document) => <RelativeTime at={document.indexedAt ?? document.updatedAt} />,
    },
    {
      id: 'actions',
      header: 'Actions',
      alwaysShown: true,
      className: 'w-16 text-right',
      cell: (document) => <DocumentActions document={document} {...actions} />,
    },
  ];
}

/** The name, and below it what a person must know: why it failed, what was odd about it. */
function NameCell({ document }: { document: DocumentSummary }) {
  const trouble = ['failed', 'cancelled', 'quarantined'].includes(document.state) ? document.error : null;
  return (
    <div className="min-w-0">
      <div dir="auto" className="truncate font-medium" title={document.name}>
        {document.name}
      </div>
      {trouble !== null && (
        <p className="text-bad text-sm [overflow-wrap:anywhere]">
          {trouble}
          {document.servingRevisionId !== null && ' The version before it still serves.'}
        </p>
      )}
      {trouble === null && document.warnings.length > 0 && (
        <p className="truncate text-sm text-warn" title={document.warnings.join('\n')}>
          {document.warnings.join(' ')}
        </p>
      )}
    </div>
  );
}
