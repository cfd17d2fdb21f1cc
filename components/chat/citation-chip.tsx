'use client';

import { HoverCard } from 'radix-ui';
import { useState } from 'react';
import { cn } from '#components/ui/cn.ts';
import type { Citation } from '#lib/chain/schemas.ts';
import { useMediaQuery } from '#lib/client/use-media-query.ts';
import { useAnswerContext } from './answer-context.ts';

/**
 * A footnote mark: hover or focus previews the passage, a click opens the source beside the answer. Where nothing hovers
 * there is no preview, and Radix, which prevents touches that browsers do not let it prevent, is kept out.
 */
export function CitationChip({ marker }: { marker: number }) {
  const { citations, openSource, openMarker } = useAnswerContext();
  const citation = citations.find((one) => one.marker === marker);
  const [preview, setPreview] = useState(false);
  const hovers = !useMediaQuery('(hover: none)');
  if (!citation) return `[${marker}]`;
  const change = (open: boolean) => setPreview(open && openMarker !== marker);
  const chip = (
    <button
      type="button"
      onClick={() => {
        setPreview(false);
        openSource(marker);
      }}
      aria-label={`Source ${marker}: ${[titleOf(citation), placeOf(citation)].filter(Boolean).join(', ')}`}
      aria-expanded={openMarker === marker}
      className={cn(
        'mr-px ml-0.5 inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-sm bg-accent-soft px-1 align-[1px] font-medium text-accent-text text-xs tabular-nums leading-none transition-colors hover:bg-accent hover:text-accent-foreground',
        openMarker === marker && 'bg-accent text-accent-foreground',
      )}
    >
      {marker}
    </button>
  );
  if (!hovers) return chip;
  return (
    <HoverCard.Root open={preview} onOpenChange={change} openDelay={250} closeDelay={100}>
      <HoverCard.Trigger asChild>{chip}</HoverCard.Trigger>
      <HoverCard.Portal>
        <HoverCard.Content
          side="top"
          sideOffset={6}
          collisionPadding={12}
          className="z-60 w-96 max-w-[calc(100vw-1.5rem)] animate-fade-in rounded-md border border-border bg-surface p-3 shadow-overlay"
        >
          <CitationHead citation={citation} />
          <p dir="auto" className="mt-2 line-clamp-6 whitespace-pre-line text-muted-foreground text-sm">
            {passageOf(citation)}
          </p>
        </HoverCard.Content>
      </HoverCard.Portal>
    </HoverCard.Root>
  );
}

export function CitationHead({ citation }: { citation: Citation }) {
  const place = placeOf(citation);
  return (
    <div className="min-w-0">
      <p dir="auto" className="truncate font-medium text-sm">
        {titleOf(citation)}
      </p>
      {place && (
        <p dir="auto" className="truncate text-muted-foreground text-xs">
          {place}
        </p>
      )}
    </div>
  );
}

export function titleOf(citation: Citation): string {
  return citation.documentTitle ?? citation.documentName;
}

/** The passage without the heading it may begin with, which is shown above it already. */
export function passageOf(citation: Citation): string {
  const heading = citation.headingPath.at(-1);
  const { text } = citation;
  return heading && text.startsWith(`${heading}\n`) ? text.slice(heading.length).trimStart() : text;
}

/** "Knowledge › Snapshots, page 12". */
export function placeOf(citation: Citation): string {
  const page = citation.page === null ? '' : `page ${citation.page}`;
  return [citation.headingPath.join(' › '), page].filter((part) => part !== '').join(', ');
}
