'use client';

import { cn } from '#components/ui/cn.ts';
import { Kbd } from '#components/ui/kbd.tsx';
import { dotOf } from './label-badge.tsx';
import { useLabels } from './queries.ts';

interface LabelPickerProps {
  chosen: readonly string[];
  onToggle: (id: string) => void;
}

/** Every label as a button that is pressed while the request has it. */
export function LabelPicker({ chosen, onToggle }: LabelPickerProps) {
  const labels = useLabels();
  const items = labels.data?.items ?? [];
  if (labels.data && items.length === 0) {
    return (
      <p className="text-muted-foreground text-sm">
        There are no labels yet. Who may label everywhere makes them with “Labels” above the list.
      </p>
    );
  }
  return (
    <fieldset aria-label="Labels" className="flex flex-wrap gap-1.5">
      {items.map(({ id, name, colour, shortcut }) => (
        <button
          key={id}
          type="button"
          aria-pressed={chosen.includes(id)}
          onClick={() => onToggle(id)}
          className={cn(
            'inline-flex h-7 items-center gap-1.5 rounded-md border border-border px-2 text-sm hover:bg-hover',
            chosen.includes(id) && 'border-accent bg-accent-soft font-medium',
          )}
        >
          <span aria-hidden className={cn('size-2 rounded-full', dotOf[colour])} />
          {name}
          {shortcut !== null && <Kbd keys={String(shortcut)} />}
        </button>
      ))}
    </fieldset>
  );
}
