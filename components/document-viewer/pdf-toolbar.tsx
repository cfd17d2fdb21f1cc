'use client';

import { ChevronDown, ChevronUp, ExternalLink, Highlighter, ZoomIn, ZoomOut } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Input } from '#components/ui/input.tsx';
import type { OutlineEntry } from './outline.ts';
import { OutlinePopover } from './outline-list.tsx';
import { nextZoom } from './zoom.ts';

interface PdfToolbarProps {
  revisionId: string;
  name: string;
  page: number;
  pageCount: number;
  zoom: number;
  outline: readonly OutlineEntry[];
  onPage: (page: number) => void;
  onZoom: (zoom: number) => void;
  /** Back to the lit passage; null when there is none. */
  onPassage: (() => void) | null;
}

export function PdfToolbar(props: PdfToolbarProps) {
  const { page, pageCount, zoom, onPage, onZoom, onPassage } = props;
  return (
    <div
      role="toolbar"
      aria-label="Document"
      className="flex shrink-0 flex-wrap items-center gap-1 border-border border-b bg-surface px-2 py-1"
    >
      <OutlinePopover
        outline={props.outline}
        onChoose={(entry) => entry.page !== null && onPage(entry.page)}
      />
      <IconButton
        label="Previous page"
        shortcut="P"
        icon={<ChevronUp aria-hidden />}
        disabled={page <= 1}
        onClick={() => onPage(page - 1)}
      />
      <IconButton
        label="Next page"
        shortcut="N"
        icon={<ChevronDown aria-hidden />}
        disabled={page >= pageCount}
        onClick={() => onPage(page + 1)}
      />
      <PageField page={page} pageCount={pageCount} onPage={onPage} />
      <span aria-hidden className="mx-1 h-4 w-px bg-border" />
      <IconButton
        label="Zoom out"
        shortcut="-"
        icon={<ZoomOut aria-hidden />}
        onClick={() => onZoom(nextZoom(zoom, -1))}
      />
      <IconButton
        label="Zoom in"
        shortcut="+"
        icon={<ZoomIn aria-hidden />}
        onClick={() => onZoom(nextZoom(zoom, 1))}
      />
      <div className="ml-auto flex items-center gap-1">
        {onPassage !== null && (
          <Button size="sm" variant="ghost" onClick={onPassage}>
            <Highlighter aria-hidden />
            <span className="@max-md:sr-only">Passage</span>
          </Button>
        )}
        <OpenOriginal revisionId={props.revisionId} name={props.name} />
      </div>
    </div>
  );
}

export function OpenOriginal({ revisionId, name }: { revisionId: string; name: string }) {
  return (
    <Button asChild size="sm" variant="ghost" className="px-1.5 text-muted-foreground">
      <a
        href={`/api/documents/${revisionId}/file`}
        target="_blank"
        rel="noopener"
        aria-label={`Open the original of ${name} in a new tab`}
        title="Open the original"
      >
        <ExternalLink aria-hidden />
      </a>
    </Button>
  );
}

function PageField({ page, pageCount, onPage }: Pick<PdfToolbarProps, 'page' | 'pageCount' | 'onPage'>) {
  const [text, setText] = useState(String(page));
  useEffect(() => setText(String(page)), [page]);
  const go = () => {
    const wanted = Number(text);
    if (Number.isInteger(wanted) && wanted >= 1 && wanted <= pageCount) onPage(wanted);
    else setText(String(page));
  };
  return (
    <form
      className="flex items-center gap-1.5 text-muted-foreground text-sm tabular-nums"
      onSubmit={(event) => {
        event.preventDefault();
        go();
      }}
    >
      <Input
        aria-label={`Page, of ${pageCount}`}
        inputMode="numeric"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={go}
        className="h-7 w-12 px-1.5 text-center text-sm"
      />
      of {pageCount}
    </form>
  );
}
