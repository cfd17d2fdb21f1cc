'use client';

import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { Box, DocumentContent } from '#lib/knowledge/schemas.ts';
import type { Highlight } from './block-range.ts';
import type { PDFDocumentProxy } from './load-pdf.ts';
import type { OutlineEntry } from './outline.ts';
import { OutlineAside } from './outline-list.tsx';
import type { PageSize } from './page-layout.ts';
import { PdfPage } from './pdf-page.tsx';
import { PdfToolbar } from './pdf-toolbar.tsx';
import { usePageColumn } from './use-page-column.ts';
import { usePdf } from './use-pdf.ts';
import { nextZoom } from './zoom.ts';

interface PdfViewProps {
  revisionId: string;
  name: string;
  /** Undefined when the text could not be read: the pages show, nothing is lit. */
  content: DocumentContent | undefined;
  outline: readonly OutlineEntry[];
  highlight: Highlight | null;
  /** Called when the pages cannot be shown. */
  onShowText: (() => void) | null;
}

export function PdfView(props: PdfViewProps) {
  const state = usePdf(props.revisionId);
  if (state.kind === 'loading') return <PageSkeleton />;
  if (state.kind === 'failed') {
    return (
      <div className="flex flex-col items-start gap-3 p-4">
        <ErrorState error={state.error} title="The pages cannot be shown." className="w-full" />
        {props.onShowText !== null && <Button onClick={props.onShowText}>Show the text</Button>}
      </div>
    );
  }
  return <Pages {...props} pdf={state.pdf} firstPage={state.firstPage} />;
}

export function PageSkeleton() {
  return (
    <div aria-busy className="flex flex-1 justify-center overflow-hidden bg-muted p-3">
      <Skeleton className="h-[120vh] w-full max-w-3xl bg-surface" />
    </div>
  );
}

interface PagesProps extends PdfViewProps {
  pdf: PDFDocumentProxy;
  firstPage: PageSize;
}

function Pages({ pdf, firstPage, revisionId, name, content, outline, highlight }: PagesProps) {
  const scroller = useRef<HTMLElement>(null);
  const [zoom, setZoom] = useState(1);
  const sizes = useMemo(() => sizesOf(pdf.numPages, content, firstPage), [pdf, content, firstPage]);
  const lit = useMemo(() => litBoxes(content, highlight), [content, highlight]);
  const column = usePageColumn(scroller, sizes, zoom);
  const target = lit[0]?.page ?? highlight?.page ?? null;
  const showPassage = () => {
    if (target !== null)
      column.goTo(
        target,
        lit.filter((box) => box.page === target),
      );
  };

  // Once for each passage, as soon as the pages have a size.
  const shown = useRef<Highlight | null>(null);
  useEffect(() => {
    if (column.scale === 0 || highlight === null || shown.current === highlight) return;
    shown.current = highlight;
    showPassage();
  });

  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const action = {
      n: () => column.goTo(Math.min(pdf.numPages, column.current + 1)),
      p: () => column.goTo(Math.max(1, column.current - 1)),
      '+': () => setZoom(nextZoom(zoom, 1)),
      '-': () => setZoom(nextZoom(zoom, -1)),
      '0': () => setZoom(1),
    }[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  };
  const widest = Math.max(...sizes.map((size) => size.width)) * column.scale;
  return (
    <>
      <PdfToolbar
        revisionId={revisionId}
        name={name}
        page={column.current}
        pageCount={pdf.numPages}
        zoom={zoom}
        outline={outline}
        onPage={column.goTo}
        onZoom={setZoom}
        onPassage={target === null ? null : showPassage}
      />
      <div className="flex min-h-0 flex-1">
        <OutlineAside
          outline={outline}
          current={outline.findLast((entry) => (entry.page ?? 0) <= column.current)?.index ?? null}
          onChoose={(entry) => entry.page !== null && column.goTo(entry.page)}
        />
        <section
          ref={scroller}
          aria-label={`Pages of ${name}`}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
          tabIndex={0}
          onScroll={column.onScroll}
          onKeyDown={press}
          className="min-w-0 flex-1 overflow-auto bg-muted outline-offset-[-2px]"
        >
          <div
            // Under reduced motion everything has a very short transition; a height in transition cannot be scrolled to.
            className="relative min-w-full transition-none"
            style={{ height: column.tops.at(-1), width: zoom > 1 ? widest + 24 : undefined }}
          >
            {column.drawn.map((number) => (
              <PdfPage
                key={number}
                pdf={pdf}
                number={number}
                size={sizes[number - 1] ?? firstPage}
                scale={column.scale}
                top={column.tops[number - 1] ?? 0}
                boxes={lit.filter((box) => box.page === number)}
              />
            ))}
          </div>
        </section>
      </div>
    </>
  );
}

/** As the parser measured them; where it did not, like the first page. */
function sizesOf(count: number, content: DocumentContent | undefined, firstPage: PageSize): PageSize[] {
  const known = new Map(content?.parsed.pages.map((page) => [page.number, page]));
  return Array.from({ length: count }, (_, at) => {
    const page = known.get(at + 1);
    return { width: page?.width ?? firstPage.width, height: page?.height ?? firstPage.height };
  });
}

function litBoxes(content: DocumentContent | undefined, highlight: Highlight | null): Box[] {
  if (!content || highlight === null || highlight.blockStart < 0) return [];
  const lit = content.parsed.blocks.slice(highlight.blockStart, highlight.blockEnd + 1);
  return lit.flatMap((block) => block.boxes ?? []);
}
