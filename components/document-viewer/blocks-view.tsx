'use client';

import { Highlighter } from 'lucide-react';
import { Fragment, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { StatusBadge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { formatCount } from '#components/ui/format.ts';
import type { DocumentContent } from '#lib/knowledge/schemas.ts';
import { groupBlocks } from './block-groups.ts';
import { extendDown, extendUp, type Highlight, holds, windowAround } from './block-range.ts';
import { BlockGroupView } from './block-view.tsx';
import { entryAt, type OutlineEntry } from './outline.ts';
import { OutlineAside, OutlinePopover } from './outline-list.tsx';
import { OpenOriginal } from './pdf-toolbar.tsx';

interface BlocksViewProps {
  content: DocumentContent;
  outline: readonly OutlineEntry[];
  highlight: Highlight | null;
}

/** A parsed document as clean text, with the passage lit. Long documents are rendered a part at a time. */
export function BlocksView({ content, outline, highlight }: BlocksViewProps) {
  const { blocks, pages, warnings } = content.parsed;
  const scroller = useRef<HTMLElement>(null);
  const first = firstBlock(content, highlight);
  const [range, setRange] = useState(() => windowAround(first ?? 0, blocks.length));
  const [target, setTarget] = useState<number | null>(first);
  const groups = useMemo(() => groupBlocks(blocks.slice(range.start, range.end + 1)), [blocks, range]);
  const labels = useMemo(() => new Map(pages.map((page) => [page.number, page.label])), [pages]);

  const goTo = useCallback(
    (index: number) => {
      setRange((shown) => (holds(shown, index) ? shown : windowAround(index, blocks.length)));
      setTarget(index);
    },
    [blocks.length],
  );
  useEffect(() => {
    const element = scroller.current;
    if (target === null || !element) return;
    setTarget(null);
    const block = element.querySelector(`[data-block="${target}"]`);
    if (!block) return;
    const top = block.getBoundingClientRect().top - element.getBoundingClientRect().top;
    element.scrollTop += top - element.clientHeight * 0.2;
  }, [target]);

  return (
    <>
      <div
        role="toolbar"
        aria-label="Document"
        className="flex min-h-9 shrink-0 items-center gap-1 border-border border-b bg-surface px-2 py-1"
      >
        <OutlinePopover outline={outline} onChoose={(entry) => goTo(entry.index)} />
        {content.superseded && <StatusBadge tone="warn">A newer version serves now</StatusBadge>}
        <div className="ml-auto flex items-center gap-1">
          {first !== null && (
            <Button size="sm" variant="ghost" onClick={() => goTo(first)}>
              <Highlighter aria-hidden />
              <span className="@max-md:sr-only">Passage</span>
            </Button>
          )}
          <OpenOriginal revisionId={content.revisionId} name={content.name} />
        </div>
      </div>
      <div className="flex min-h-0 flex-1">
        <OutlineAside
          outline={outline}
          current={first === null ? null : (entryAt(outline, first)?.index ?? null)}
          onChoose={(entry) => goTo(entry.index)}
        />
        <section
          ref={scroller}
          aria-label={`Text of ${content.name}`}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
          tabIndex={0}
          className="min-w-0 flex-1 overflow-y-auto outline-offset-[-2px]"
        >
          <article className="mx-auto flex max-w-[68ch] flex-col gap-3 px-5 py-6 text-lg">
            {warnings.map((warning) => (
              <StatusBadge key={warning} tone="warn" className="h-auto self-start whitespace-normal py-1">
                {warning}
              </StatusBadge>
            ))}
            {range.start > 0 && (
              <Button size="sm" className="self-center" onClick={() => setRange(extendUp)}>
                Show earlier parts ({formatCount(range.start)} above)
              </Button>
            )}
            {groups.map((group) => (
              <Fragment key={group.blocks[0].index}>
                {group.page !== null && <PageMark number={group.page} label={labels.get(group.page)} />}
                <BlockGroupView group={group} highlight={highlight} />
              </Fragment>
            ))}
            {range.end < blocks.length - 1 && (
              <Button
                size="sm"
                className="self-center"
                onClick={() => setRange((shown) => extendDown(shown, blocks.length))}
              >
                Show later parts ({formatCount(blocks.length - 1 - range.end)} below)
              </Button>
            )}
          </article>
        </section>
      </div>
    </>
  );
}

/** The block to open at: the passage, else the first of its page. */
function firstBlock(content: DocumentContent, highlight: Highlight | null): number | null {
  if (highlight === null) return null;
  if (highlight.blockStart >= 0) return highlight.blockStart;
  return content.parsed.blocks.find((block) => block.page === highlight.page)?.index ?? null;
}

function PageMark({ number, label }: { number: number; label: string | undefined }) {
  return (
    <div className="mt-3 flex items-center gap-3 text-muted-foreground text-xs">
      <span dir="auto">{label ?? `Page ${number}`}</span>
      <span aria-hidden className="h-px flex-1 bg-border" />
    </div>
  );
}
