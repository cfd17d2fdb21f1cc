'use client';

import { Command } from 'cmdk';
import { Check, ChevronDown } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { cn } from '#components/ui/cn.ts';
import { fieldClasses } from '#components/ui/input.tsx';
import { Popover } from '#components/ui/popover.tsx';

export interface SearchOption {
  value: string;
  label: string;
  /** A second, quieter line. */
  hint?: string;
  /** What it is found by besides its label. */
  words?: readonly string[];
}

export interface SearchGroup {
  label: string | null;
  options: readonly SearchOption[];
}

interface SearchListProps {
  /** Names the choice: "Metric". */
  label: string;
  value: string | null;
  /** What the button says. */
  shown: ReactNode;
  groups: readonly SearchGroup[];
  onChoose: (value: string) => void;
  /** Hears when the list opens, so that its options are asked for only then. */
  onOpen?: () => void;
  empty: string;
  className?: string;
}

/** One choice among many, found by typing. */
export function SearchList(props: SearchListProps) {
  const { label, value, shown, groups, onChoose, onOpen, empty, className } = props;
  const [open, setOpen] = useState(false);
  const change = (next: boolean) => {
    setOpen(next);
    if (next) onOpen?.();
  };
  return (
    <Popover
      label={label}
      open={open}
      onOpenChange={change}
      className="w-88 overflow-hidden p-0"
      trigger={
        <button
          type="button"
          aria-label={`${label}: ${typeof shown === 'string' ? shown : 'choose'}`}
          className={cn(
            fieldClasses,
            'inline-flex h-9 items-center justify-between gap-2 px-3 text-left',
            className,
          )}
        >
          <span className="truncate">{shown}</span>
          <ChevronDown aria-hidden className="size-4 shrink-0 text-muted-foreground" />
        </button>
      }
    >
      <Command label={label} loop defaultValue={value ?? undefined}>
        <Command.Input
          placeholder="Search…"
          className="h-10 w-full border-border border-b bg-transparent px-3 text-base outline-none placeholder:text-muted-foreground"
        />
        <Command.List className="max-h-80 overflow-y-auto p-1">
          <Command.Empty className="px-3 py-6 text-center text-muted-foreground text-sm">
            {empty}
          </Command.Empty>
          {groups.map((group) => (
            <Command.Group
              key={group.label ?? ''}
              heading={group.label ?? undefined}
              className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1 [&_[cmdk-group-heading]]:text-muted-foreground [&_[cmdk-group-heading]]:text-xs"
            >
              {group.options.map((option) => (
                <Command.Item
                  key={option.value}
                  value={option.value}
                  keywords={[option.label, ...(option.words ?? [])]}
                  onSelect={() => {
                    onChoose(option.value);
                    setOpen(false);
                  }}
                  className="flex min-h-8 cursor-default select-none items-center gap-2 rounded-sm px-2 py-1 text-base data-[selected=true]:bg-hover"
                >
                  <span className="min-w-0 flex-1">
                    <span className="block truncate">{option.label}</span>
                    {option.hint && (
                      <span className="block text-muted-foreground text-xs">{option.hint}</span>
                    )}
                  </span>
                  {option.value === value && <Check aria-hidden className="size-4 shrink-0" />}
                </Command.Item>
              ))}
            </Command.Group>
          ))}
        </Command.List>
      </Command>
    </Popover>
  );
}
