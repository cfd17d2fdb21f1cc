import type { Citation } from '#lib/chain/schemas.ts';

/** A citation for tests. */
export function aCitation(marker: number): Citation {
  return {
    marker,
    chunkId: `chunk-${marker}`,
    documentId: `document-${marker}`,
    revisionId: `revision-${marker}`,
    documentName: 'guide.md',
    documentTitle: 'Guide',
    mediaType: 'text/markdown',
    headingPath: ['Knowledge', 'Snapshots'],
    page: null,
    blockStart: marker,
    blockEnd: marker,
    text: `Passage ${marker}`,
    score: 1,
  };
}
