'use client';

import './document-viewer.css';
import { FileX2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import { cn } from '#components/ui/cn.ts';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { SkeletonText } from '#components/ui/skeleton.tsx';
import type { Highlight } from './block-range.ts';
import { BlocksView } from './blocks-view.tsx';
import { narrowHighlight } from './narrow-highlight.ts';
import { outlineOf } from './outline.ts';
import { PageSkeleton, PdfView } from './pdf-view.tsx';
import { useDocumentContent } from './queries.ts';

export type { Highlight } from './block-range.ts';

export interface DocumentViewerProps {
  revisionId: string;
  documentName: string;
  /** As known before the document is read, so that pages can be shown even when their text cannot. */
  mediaType?: string;
  /** The passage to light and show. Keep the object the same while the passage is the same. */
  highlight: Highlight | null;
  /** What was said with this passage as its source: narrows the light to the blocks that say it. Keep it the same too. */
  statements?: readonly string[];
  /** The passage's own words, shown when the document is gone. */
  quote?: string;
  className?: string;
}

/**
 * A document at a passage: PDF pages as they are, every other format as its text. It scrolls by itself and fills its
 * container, which must have a height. What stands in a document is shown as text, never as HTML.
 */
export function DocumentViewer({
  revisionId,
  documentName,
  mediaType,
  highlight: passage,
  statements,
  quote,
  className,
}: DocumentViewerProps) {
  const content = useDocumentContent(revisionId);
  const highlight = useMemo(
    () =>
      passage && statements && content.data
        ? narrowHighlight(passage, content.data.parsed.blocks, statements)
        : passage,
    [passage, statements, content.data],
  );
  const [asText, setAsText] = useState(false);
  const outline = useMemo(() => outlineOf(content.data?.parsed.blocks ?? []), [content.data]);
  const isPdf = (content.data?.parsed.mediaType ?? mediaType) === 'application/pdf';
  const view = () => {
    if (content.isPending) return isPdf ? <PageSkeleton /> : <TextSkeleton />;
    if (isPdf && !asText) {
      return (
        <PdfView
          revisionId={revisionId}
          name={documentName}
          content={content.data}
          outline={outline}
          highlight={highlight}
          onShowText={content.data ? () => setAsText(true) : null}
        />
      );
    }
    if (!content.data) {
      return (
        <div className="flex flex-col gap-4 overflow-y-auto p-4">
          <ErrorState
            error={content.error}
            title="The document cannot be shown."
            onRetry={() => void content.refetch()}
          />
          {quote && (
            <blockquote
              dir="auto"
              className="whitespace-pre-line border-accent border-l-2 bg-accent-soft/50 px-4 py-3 text-lg [overflow-wrap:anywhere]"
            >
              {quote}
            </blockquote>
          )}
        </div>
      );
    }
    if (content.data.parsed.blocks.length === 0) {
      return (
        <EmptyState icon={FileX2} title="No text">
          Nothing that can be read was found in this document.
        </EmptyState>
      );
    }
    return (
      <BlocksView
        key={`${revisionId}/${highlight?.blockStart}`}
        content={content.data}
        outline={outline}
        highlight={highlight}
      />
    );
  };
  return (
    <div
      className={cn('@container flex h-full min-h-0 min-w-0 flex-col', className)}
      aria-busy={content.isPending}
    >
      {view()}
    </div>
  );
}

function TextSkeleton() {
  return (
    <div className="mx-auto flex w-full max-w-prose flex-col gap-6 p-6">
      <SkeletonText lines={2} />
      <SkeletonText lines={4} />
      <SkeletonText lines={4} />
    </div>
  );
}
