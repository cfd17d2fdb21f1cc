'use client';

import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { Tabs as Radix } from 'radix-ui';
import { type ReactNode, useEffect, useRef } from 'react';
import { cn } from './cn.ts';

export interface TabItem<Value extends string = string> {
  value: Value;
  label: ReactNode;
  /** A number beside the label. */
  count?: number;
  content: ReactNode;
}

export interface TabsProps<Value extends string = string> {
  items: readonly TabItem<Value>[];
  value: Value;
  onValueChange: (value: Value) => void;
  label: string;
  className?: string;
}

export function Tabs<Value extends string>({
  items,
  value,
  onValueChange,
  label,
  className,
}: TabsProps<Value>) {
  const list = useRef<HTMLDivElement>(null);
  // Where the tabs are wider than the screen, the open one may lie outside. Only sideways: the page stays where it is.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the open tab is read from the page.
  useEffect(() => {
    const open = list.current?.querySelector<HTMLElement>('[data-state=active]');
    if (open) list.current?.scrollTo({ left: open.offsetLeft - open.offsetWidth });
  }, [value]);
  return (
    <Radix.Root value={value} onValueChange={(next) => onValueChange(next as Value)} className={className}>
      <Radix.List
        ref={list}
        aria-label={label}
        className="relative flex gap-5 overflow-x-auto border-border border-b"
      >
        {items.map((item) => (
          <Radix.Trigger
            key={item.value}
            value={item.value}
            className={cn(
              '-mb-px inline-flex h-9 items-center gap-1.5 whitespace-nowrap border-transparent border-b-2 text-base text-muted-foreground transition-colors hover:text-foreground',
              'data-[state=active]:border-accent data-[state=active]:font-medium data-[state=active]:text-foreground',
            )}
          >
            {item.label}
            {item.count !== undefined && (
              <span className="rounded-sm bg-muted px-1 text-muted-foreground text-xs tabular-nums">
                {item.count}
              </span>
            )}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {items.map((item) => (
        <Radix.Content key={item.value} value={item.value} className="pt-4">
          {item.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}

export interface UrlTabsProps<Value extends string = string>
  extends Omit<TabsProps<Value>, 'value' | 'onValueChange'> {
  /** Query parameter that holds the open tab; absent for the first. */
  param?: string;
}

/** Tabs whose open one is in the URL. */
export function UrlTabs<Value extends string>({ items, param = 'tab', ...props }: UrlTabsProps<Value>) {
  const values = items.map((item) => item.value);
  const [value, setValue] = useQueryState(
    param,
    parseAsStringLiteral(values).withOptions({ history: 'push', clearOnDefault: true }),
  );
  const first = values[0];
  const open = value ?? first;
  if (open === undefined) return null;
  return (
    <Tabs
      {...props}
      items={items}
      value={open}
      onValueChange={(next) => void setValue(next === first ? null : next)}
    />
  );
}
