'use client';

import { useMemo } from 'react';
import { DocumentViewer } from '#components/document-viewer/document-viewer.tsx';
import { UrlDrawer } from '#components/ui/drawer.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import type { ChunkHit } from '#lib/knowledge/schemas.ts';
import { parsePassageId, passageId } from './passage-id.ts';

/** `?passage=…`: the document at a found passage, beside the results. */
export function PassageDrawer({ hits }: { hits: readonly ChunkHit[] }) {
  const hitOf = (id: string) => hits.find((hit) => passageId(hit) === id);
  return (
    <UrlDrawer
      param="passage"
      size="lg"
      flush
      title={(id) => {
        const hit = hitOf(id);
        return hit?.documentTitle ?? hit?.documentName ?? 'Document';
      }}
    >
      {(id) => <Passage id={id} hit={hitOf(id)} />}
    </UrlDrawer>
  );
}

function Passage({ id, hit }: { id: string; hit: ChunkHit | undefined }) {
  const passage = useMemo(() => parsePassageId(id), [id]);
  if (passage === null) {
    return <EmptyState title="No such passage">The address of this passage is not complete.</EmptyState>;
  }
  return (
    <DocumentViewer
      revisionId={passage.revisionId}
      documentName={hit?.documentName ?? 'the document'}
      mediaType={hit?.mediaType}
      highlight={passage.highlight}
      quote={hit?.text}
    />
  );
}
