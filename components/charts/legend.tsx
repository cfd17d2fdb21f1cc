'use client';

import { cn } from '#components/ui/cn.ts';
import type { Series } from './series.ts';
import { Swatch } from './swatch.tsx';

interface LegendProps {
  series: readonly (Series & { color: string })[];
  hidden: readonly string[];
  onChange: (hidden: string[]) => void;
}

/** Names and colours; a click hides or shows a series. */
export function Legend({ series, hidden, onChange }: LegendProps) {
  return (
    <ul className="flex flex-wrap gap-x-3 gap-y-1 pt-2">
      {series.map((one) => {
        const off = hidden.includes(one.key);
        return (
          <li key={one.key} className="min-w-0 max-w-full">
            <button
              type="button"
              aria-pressed={!off}
              onClick={() => onChange(off ? hidden.filter((key) => key !== one.key) : [...hidden, one.key])}
              className={cn(
                'inline-flex max-w-full items-center gap-1.5 rounded-sm px-1 text-muted-foreground text-xs hover:text-foreground',
                off && 'line-through opacity-60',
              )}
            >
              <Swatch of={one} />
              <span className="truncate" title={one.label}>
                {one.label}
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
