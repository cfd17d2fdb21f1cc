'use client';

import { FileSearch } from 'lucide-react';
import Link from 'next/link';
import { Badge, StatusBadge } from '#components/ui/badge.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { threeDigits } from '#components/ui/format.ts';
import type { Inference } from '#lib/inference/schemas.ts';

function placeOf(hit: NonNullable<Inference['retrieved']>[number]): string {
  return [...hit.headingPath, ...(hit.page === null ? [] : [`page ${hit.page}`])].join(' › ');
}

/** What the model was given, best first, and what of it the answer cites. */
export function RetrievedPassages({ inference }: { inference: Inference }) {
  const hits = inference.retrieved ?? [];
  if (hits.length === 0) {
    return (
      <EmptyState icon={FileSearch} title="No passages">
        {inference.retrieved === null
          ? 'This version does not search, or the search was never reached.'
          : 'The search found nothing.'}
      </EmptyState>
    );
  }
  const markers = new Map(inference.citations.map((citation) => [citation.chunkId, citation.marker]));
  return (
    <ol className="divide-y divide-border">
      {hits.map((hit, index) => {
        const marker = markers.get(hit.chunkId);
        return (
          <li key={hit.chunkId} className="flex flex-col gap-1 px-4 py-3">
            <div className="flex flex-wrap items-center gap-2 text-sm">
              <span className="w-5 text-right text-muted-foreground tabular-nums">{index + 1}</span>
              <Link
                href={`/documents/${hit.revisionId}?from=${hit.blockStart}&to=${hit.blockEnd}${hit.page === null ? '' : `&page=${hit.page}`}`}
                className="font-medium hover:underline"
              >
                {hit.documentTitle ?? hit.documentName}
              </Link>
              <span className="text-muted-foreground">{placeOf(hit)}</span>
              <span className="ml-auto flex items-center gap-1.5 tabular-nums">
                {hit.scores.keyword !== undefined && <Badge>keyword {threeDigits(hit.scores.keyword)}</Badge>}
                {hit.scores.vector !== undefined && <Badge>vector {threeDigits(hit.scores.vector)}</Badge>}
                <Badge>score {threeDigits(hit.score)}</Badge>
                {marker === undefined ? (
                  <StatusBadge tone="neutral">not cited</StatusBadge>
                ) : (
                  <StatusBadge tone="ok">cited as [{marker}]</StatusBadge>
                )}
              </span>
            </div>
            <p className="ml-7 line-clamp-4 whitespace-pre-line text-base text-muted-foreground">
              {hit.text}
            </p>
          </li>
        );
      })}
    </ol>
  );
}
