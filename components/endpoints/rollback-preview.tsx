import { Pin, TriangleAlert } from 'lucide-react';
import { StatusBadge } from '#components/ui/badge.tsx';
import { type RollbackPreview, targetText } from '#lib/serving/schemas.ts';
import { answererText, entityColor, shareText, viaText } from './entity-words.ts';

interface RollbackPreviewListProps {
  preview: RollbackPreview;
  /** Documents are taken back as well. */
  documents: boolean;
}

/** What would serve, with which shares, what is pinned and why, and what stands in the way. */
export function RollbackPreviewList({ preview, documents }: RollbackPreviewListProps) {
  return (
    <>
      <ul aria-label="What will serve" className="flex flex-col gap-2">
        {preview.entities.map((entity, index) => (
          <li
            key={entity.name}
            className="rounded-md border border-border border-l-4 px-3 py-2"
            style={{ borderLeftColor: entityColor(index) }}
          >
            <p className="flex flex-wrap items-center gap-x-2 tabular-nums">
              <span className="font-semibold">{shareText(entity)}</span>
              <span className="font-medium">{entity.name}</span>
              <span className="text-sm">{answererText(entity.target, entity.resolvedVersion)}</span>
              {viaText(entity.target) !== null && (
                <span className="text-muted-foreground text-sm">through {viaText(entity.target)}</span>
              )}
            </p>
            {entity.pinnedFrom !== null && (
              <p className="flex gap-1.5 text-muted-foreground text-sm">
                <Pin aria-hidden className="mt-0.5 size-3.5 shrink-0" />
                Pinned, because {targetText(entity.pinnedFrom)} means another version now than it did then.
              </p>
            )}
            {documents && entity.snapshotThen !== null && (
              <p className="flex gap-1.5 text-muted-foreground text-sm">
                <Pin aria-hidden className="mt-0.5 size-3.5 shrink-0" />
                Documents of snapshot {entity.snapshotThen}, because the knowledge base has moved on since.
              </p>
            )}
            {entity.problem !== null && (
              <p className="mt-1 flex flex-wrap items-center gap-x-2 text-sm">
                <StatusBadge tone="bad">points at nothing</StatusBadge>
                {entity.problem}
              </p>
            )}
          </li>
        ))}
      </ul>
      {preview.problems.length > 0 && (
        <div className="flex gap-2 rounded-md border border-warn/40 bg-warn-soft px-3 py-2 text-sm">
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warn" />
          <div>
            <p className="font-medium">It cannot go back like this:</p>
            <ul>
              {preview.problems.map((text) => (
                <li key={text}>{text}</li>
              ))}
            </ul>
          </div>
        </div>
      )}
    </>
  );
}
