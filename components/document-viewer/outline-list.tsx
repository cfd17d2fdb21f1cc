'use client';

import { List } from 'lucide-react';
import { useState } from 'react';
import { cn } from '#components/ui/cn.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Popover } from '#components/ui/popover.tsx';
import type { OutlineEntry } from './outline.ts';

interface OutlineProps {
  outline: readonly OutlineEntry[];
  onChoose: (entry: OutlineEntry) => void;
  /** Block index of the heading being read. */
  current?: number | null;
}

const indents = ['pl-2', 'pl-5', 'pl-8', 'pl-11'] as const;

/** A long outline is cut: nobody finds anything among thousands of headings. */
const shown = 500;

function OutlineList({ outline, onChoose, current = null }: OutlineProps) {
  return (
    <ol>
      {outline.slice(0, shown).map((entry) => (
        <li key={entry.index}>
          <button
            type="button"
            dir="auto"
            aria-current={entry.index === current ? 'location' : undefined}
            onClick={() => onChoose(entry)}
            className={cn(
              'flex w-full items-baseline justify-between gap-2 rounded-sm py-1 pr-2 text-left text-sm hover:bg-hover',
              indents[Math.min(entry.depth, indents.length - 1)],
              entry.index === current ? 'bg-selected font-medium' : 'text-muted-foreground',
            )}
          >
            <span className="min-w-0 truncate">{entry.title}</span>
            {entry.page !== null && <span className="shrink-0 text-xs tabular-nums">{entry.page}</span>}
          </button>
        </li>
      ))}
    </ol>
  );
}

/** Beside the document where there is room. */
export function OutlineAside(props: OutlineProps) {
  if (props.outline.length === 0) return null;
  return (
    <nav
      aria-label="Outline"
      className="hidden w-64 shrink-0 overflow-y-auto border-border border-r p-2 @4xl:block"
    >
      <OutlineList {...props} />
    </nav>
  );
}

/** Behind a button where there is not. */
export function OutlinePopover({ outline, onChoose }: OutlineProps) {
  const [open, setOpen] = useState(false);
  if (outline.length === 0) return null;
  return (
    <Popover
      label="Outline"
      open={open}
      onOpenChange={setOpen}
      className="max-h-[60vh] overflow-y-auto p-2"
      trigger={<IconButton label="Outline" icon={<List aria-hidden />} className="@4xl:hidden" />}
    >
      <OutlineList
        outline={outline}
        onChoose={(entry) => {
          setOpen(false);
          onChoose(entry);
        }}
      />
    </Popover>
  );
}
