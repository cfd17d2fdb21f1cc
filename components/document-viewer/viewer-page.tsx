'use client';

import Link from 'next/link';
import { parseAsInteger, useQueryStates } from 'nuqs';
import { useMemo } from 'react';
import { canAt, useMe } from '#lib/client/use-me.ts';
import { highlightOf } from './block-range.ts';
import { DocumentViewer } from './document-viewer.tsx';
import { useDocumentContent } from './queries.ts';

/** A document on a page of its own: `/documents/<revision>?from=<block>&to=<block>&page=<page>`. */
export function ViewerPage({ revisionId }: { revisionId: string }) {
  const [place] = useQueryStates({ from: parseAsInteger, to: parseAsInteger, page: parseAsInteger });
  const highlight = useMemo(
    () => highlightOf(place.from, place.to, place.page),
    [place.from, place.to, place.page],
  );
  const content = useDocumentContent(revisionId);
  const me = useMe();
  const document = content.data;
  return (
    <div className="-mx-4 -my-6 flex h-[calc(100dvh-3rem)] flex-col md:-mx-8">
      <header className="border-border border-b bg-surface px-4 py-2 md:px-8">
        <h1 dir="auto" className="truncate font-semibold text-lg">
          {document ? (document.parsed.title ?? document.name) : 'Document'}
        </h1>
        {document && (
          <p className="truncate text-muted-foreground text-sm">
            {document.name} · version {document.revision} ·{' '}
            {canAt(me.data, 'knowledge.read', { kind: 'knowledge', name: document.knowledge }) ? (
              <Link href={`/knowledge/${document.knowledge}`} className="hover:underline">
                {document.knowledge}
              </Link>
            ) : (
              document.knowledge
            )}
          </p>
        )}
      </header>
      <div className="min-h-0 flex-1 bg-surface">
        <DocumentViewer
          revisionId={revisionId}
          documentName={document?.name ?? 'document'}
          highlight={highlight}
        />
      </div>
    </div>
  );
}
