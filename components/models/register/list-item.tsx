'use client';

import { ArrowDown, ArrowUp, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from '#components/ui/icon-button.tsx';

interface ListItemProps {
  /** Names the item for screen readers and its buttons: "Mask personal data". */
  name: string;
  title: ReactNode;
  index: number;
  count: number;
  /** Null where the order means nothing. */
  onMove: ((to: number) => void) | null;
  onRemove: () => void;
  /** What is wrong with the item as a whole. */
  problem?: string;
  children?: ReactNode;
}

/** One item of a list in the form, with its buttons. */
export function ListItem({ name, title, index, count, onMove, onRemove, problem, children }: ListItemProps) {
  return (
    <li className="rounded-md border border-border bg-background">
      <div className="flex min-h-9 items-center gap-1 py-1 pr-1 pl-3">
        <p className="min-w-0 flex-1 truncate font-medium text-sm">{title}</p>
        {onMove && (
          <>
            <IconButton
              label={`Move ${name} up`}
              icon={<ArrowUp aria-hidden />}
              disabled={index === 0}
              onClick={() => onMove(index - 1)}
            />
            <IconButton
              label={`Move ${name} down`}
              icon={<ArrowDown aria-hidden />}
              disabled={index === count - 1}
              onClick={() => onMove(index + 1)}
            />
          </>
        )}
        <IconButton label={`Remove ${name}`} icon={<X aria-hidden />} onClick={onRemove} />
      </div>
      {problem && (
        <p role="status" className="px-3 pb-2 text-bad text-sm">
          {problem}
        </p>
      )}
      {children && (
        <fieldset aria-label={name} className="grid min-w-0 gap-3 px-3 pb-3 sm:grid-cols-2">
          {children}
        </fieldset>
      )}
    </li>
  );
}

/** Shown where the text holds something the form cannot show as a list. */
export function OnlyAsText({ what }: { what: string }) {
  return (
    <p className="text-muted-foreground text-sm">{what} cannot be read here. Mend them in the editor.</p>
  );
}
