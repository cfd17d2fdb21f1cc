'use client';

import { Badge } from '#components/ui/badge.tsx';
import { useDrawerId } from '#components/ui/drawer.tsx';
import { threeDigits } from '#components/ui/format.ts';
import type { ChunkHit } from '#lib/knowledge/schemas.ts';
import { passageId } from './passage-id.ts';

/** Ranked passages with what their rank was made of; each opens its document at the place. */
export function PassageList({ hits }: { hits: readonly ChunkHit[] }) {
  const [, open] = useDrawerId('passage');
  return (
    <ol className="divide-y divide-border overflow-hidden rounded-md border border-border bg-surface">
      {hits.map((hit, index) => (
        <li key={hit.chunkId} className="flex flex-col gap-1.5 px-4 py-3">
          <div className="flex flex-wrap items-baseline gap-x-2 gap-y-1">
            <span className="w-5 text-right text-muted-foreground text-sm tabular-nums">{index + 1}</span>
            <button
              type="button"
              dir="auto"
              onClick={() => open(passageId(hit))}
              className="min-w-0 rounded-sm text-left font-medium text-base [overflow-wrap:anywhere] hover:underline"
            >
              {hit.documentTitle ?? hit.documentName}
            </button>
            <span dir="auto" className="min-w-0 text-muted-foreground text-sm [overflow-wrap:anywhere]">
              {placeOf(hit)}
            </span>
            <span className="ml-auto flex flex-wrap gap-1.5 tabular-nums max-sm:ml-7">
              <Part name="keyword" score={hit.scores.keyword} rank={hit.scores.keywordRank} />
              <Part name="vector" score={hit.scores.vector} rank={hit.scores.vectorRank} />
              <Badge>score {threeDigits(hit.score)}</Badge>
            </span>
          </div>
          <p dir="auto" className="ml-7 whitespace-pre-line text-base [overflow-wrap:anywhere] max-sm:ml-0">
            {hit.text}
          </p>
        </li>
      ))}
    </ol>
  );
}

function Part({ name, score, rank }: { name: string; score: number | undefined; rank: number | undefined }) {
  if (score === undefined && rank === undefined) return null;
  return (
    <Badge>
      {name}
      {rank !== undefined && ` no. ${rank}`}
      {score !== undefined && ` · ${threeDigits(score)}`}
    </Badge>
  );
}

function placeOf(hit: ChunkHit): string {
  return [...hit.headingPath, ...(hit.page === null ? [] : [`page ${hit.page}`])].join(' › ');
}
