'use client';

import Link from 'next/link';
import { DocumentViewer } from '#components/document-viewer/document-viewer.tsx';
import { StatusBadge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { UrlDrawer } from '#components/ui/drawer.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { formatBytes, formatDuration } from '#components/ui/format.ts';
import { Popover } from '#components/ui/popover.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { SkeletonText } from '#components/ui/skeleton.tsx';
import { canAt, useMe } from '#lib/client/use-me.ts';
import type { DocumentDetail } from '#lib/knowledge/schemas.ts';
import { DocumentStateMark } from './document-state.tsx';
import { useDocument } from './queries.ts';
import { ReadersEditor } from './readers-editor.tsx';
import { counted, languageName } from './words.ts';

/** `?document=<id>`: the document itself beside the list, under what is known of it. */
export function DocumentDrawer({ name }: { name: string }) {
  return (
    <UrlDrawer param="document" size="lg" flush title="Document">
      {(id) => <DocumentDetails name={name} id={id} />}
    </UrlDrawer>
  );
}

function DocumentDetails({ name, id }: { name: string; id: string }) {
  const document = useDocument(name, id);
  if (document.error && !document.data) {
    return <ErrorState error={document.error} onRetry={() => void document.refetch()} className="m-4" />;
  }
  if (!document.data) {
    return (
      <div aria-busy className="p-5">
        <SkeletonText lines={4} />
      </div>
    );
  }
  const shown = readableRevision(document.data);
  return (
    <div className="flex h-full flex-col">
      <Facts document={document.data} shown={shown} />
      {shown !== null && (
        <div className="min-h-0 flex-1">
          <DocumentViewer
            revisionId={shown}
            documentName={document.data.name}
            mediaType={document.data.mediaType}
            highlight={null}
          />
        </div>
      )}
    </div>
  );
}

/** The latest when it is ready, else the one that serves; null when there is nothing to read yet. */
function readableRevision(document: DocumentDetail): string | null {
  return document.state === 'ready' ? document.revisionId : document.servingRevisionId;
}

function DocumentReaders({ name, id }: { name: string; id: string }) {
  const mayWrite = canAt(useMe().data, 'knowledge.write', { kind: 'knowledge', name });
  const path = `/api/knowledge/${encodeURIComponent(name)}/documents/${id}/readers`;
  return <ReadersEditor path={path} what="this document" disabled={!mayWrite} />;
}

function Facts({ document, shown }: { document: DocumentDetail; shown: string | null }) {
  const facts = [
    formatBytes(document.byteSize),
    document.pageCount !== null && document.pageCount > 0 && counted(document.pageCount, 'page'),
    document.chunkCount !== null && counted(document.chunkCount, 'chunk'),
    document.language !== null && languageName(document.language),
    `version ${document.revision}`,
    timing(document.stageMs),
  ].filter((fact) => fact !== false && fact !== null);
  return (
    <div className="flex flex-col gap-1.5 border-border border-b px-5 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span dir="auto" className="font-medium [overflow-wrap:anywhere]">
          {document.name}
        </span>
        <DocumentStateMark document={document} />
        <Popover
          label="Who may read it"
          align="end"
          className="w-96"
          trigger={
            <Button size="sm" variant="link" className="ml-auto">
              Who may read it
            </Button>
          }
        >
          <DocumentReaders name={document.knowledge} id={document.id} />
        </Popover>
        {shown !== null && (
          <Button asChild size="sm" variant="link">
            <Link href={`/documents/${shown}`}>Open on its own page</Link>
          </Button>
        )}
      </div>
      <p className="text-muted-foreground text-sm tabular-nums">
        {facts.join(' · ')} · <RelativeTime at={document.indexedAt ?? document.updatedAt} />
      </p>
      {document.sourceUrl !== null && (
        <p className="text-muted-foreground text-sm [overflow-wrap:anywhere]">From {document.sourceUrl}</p>
      )}
      {document.error !== null && (
        <p className="text-bad text-sm [overflow-wrap:anywhere]">{document.error}</p>
      )}
      {document.warnings.map((warning) => (
        <StatusBadge key={warning} tone="warn" className="h-auto self-start whitespace-normal py-1">
          {warning}
        </StatusBadge>
      ))}
    </div>
  );
}

/** "took 1.2 s", from all stages together. */
function timing(stageMs: DocumentDetail['stageMs']): string | null {
  const total = Object.values(stageMs).reduce((sum, ms) => sum + ms, 0);
  return total > 0 ? `took ${formatDuration(total)}` : null;
}
