import type { Highlight } from '#components/document-viewer/document-viewer.tsx';
import type { ChunkHit } from '#lib/knowledge/schemas.ts';

/** A passage in one query parameter: `<revision>~<from>~<to>~<page>`, the page empty where there are none. */
export function passageId(hit: Pick<ChunkHit, 'revisionId' | 'blockStart' | 'blockEnd' | 'page'>): string {
  return [hit.revisionId, hit.blockStart, hit.blockEnd, hit.page ?? ''].join('~');
}

export function parsePassageId(id: string): { revisionId: string; highlight: Highlight } | null {
  const match = /^([0-9a-f-]{36})~(\d+)~(\d+)~(\d*)$/.exec(id);
  if (!match) return null;
  const [, revisionId = '', from, to, page] = match;
  return {
    revisionId,
    highlight: { blockStart: Number(from), blockEnd: Number(to), page: page === '' ? null : Number(page) },
  };
}
