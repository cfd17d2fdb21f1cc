'use client';

import { X } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import { DocumentViewer } from '#components/document-viewer/document-viewer.tsx';
import { Drawer } from '#components/ui/drawer.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import type { Citation } from '#lib/chain/schemas.ts';
import { useMediaQuery } from '#lib/client/use-media-query.ts';
import { placeOf, titleOf } from './citation-chip.tsx';

interface SourcePanelProps {
  citation: Citation;
  /** The answer's sentences that cite it. Keep the list the same while they are. */
  statements: readonly string[];
  onClose: () => void;
}

/** The cited document at the cited passage: beside the answer, or over it where there is no room. */
export function SourcePanel({ citation, statements, onClose }: SourcePanelProps) {
  const beside = useMediaQuery('(min-width: 1280px)');
  if (!beside) return <SourceDrawer citation={citation} statements={statements} onClose={onClose} />;
  return <BesidePanel key={citation.chunkId} citation={citation} statements={statements} onClose={onClose} />;
}

/** The cited document over the answer: for screens without room beside it. */
export function SourceDrawer({ citation, statements, onClose }: SourcePanelProps) {
  return (
    <Drawer
      open
      flush
      onOpenChange={(open) => !open && onClose()}
      title={headingOf(citation)}
      description={placeOf(citation)}
    >
      <SourceDocument citation={citation} statements={statements} />
    </Drawer>
  );
}

function headingOf(citation: Citation): string {
  return `[${citation.marker}] ${titleOf(citation)}`;
}

function BesidePanel({ citation, statements, onClose }: SourcePanelProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const opener = document.activeElement;
    heading.current?.focus();
    return () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  return (
    <aside
      aria-label={`Source ${citation.marker}`}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onClose();
      }}
      className="flex w-[min(40rem,45%)] shrink-0 animate-slide-in flex-col border-border border-l bg-surface"
    >
      <header className="flex items-start justify-between gap-3 border-border border-b px-5 py-3">
        <div className="min-w-0">
          <h2 ref={heading} tabIndex={-1} dir="auto" className="truncate font-semibold text-lg outline-none">
            {headingOf(citation)}
          </h2>
          <p dir="auto" className="truncate text-muted-foreground text-sm">
            {placeOf(citation)}
          </p>
        </div>
        <IconButton label="Close source" icon={<X aria-hidden />} onClick={onClose} />
      </header>
      <div className="min-h-0 flex-1">
        <SourceDocument citation={citation} statements={statements} />
      </div>
    </aside>
  );
}

function SourceDocument({ citation, statements }: { citation: Citation; statements: readonly string[] }) {
  const { blockStart, blockEnd, page } = citation;
  const highlight = useMemo(() => ({ blockStart, blockEnd, page }), [blockStart, blockEnd, page]);
  return (
    <DocumentViewer
      revisionId={citation.revisionId}
      documentName={citation.documentName}
      mediaType={citation.mediaType}
      highlight={highlight}
      statements={statements}
      quote={citation.text}
    />
  );
}
