'use client';

import { Check } from 'lucide-react';
import { createContext, type ReactNode, use } from 'react';
import { cn } from '#components/ui/cn.ts';
import type { Label, LabelColour } from '#lib/triage/schemas.ts';
import { useLabels } from './queries.ts';

/** Colours of the charts, and a word always beside them. */
export const dotOf: Record<LabelColour, string> = {
  blue: 'bg-chart-1',
  orange: 'bg-chart-2',
  green: 'bg-chart-3',
  purple: 'bg-chart-7',
  red: 'bg-chart-4',
  grey: 'bg-chart-8',
};

export function LabelBadge({ label }: { label: Pick<Label, 'name' | 'colour'> }) {
  return (
    <span className="inline-flex h-5 max-w-full items-center gap-1.5 whitespace-nowrap rounded-sm bg-muted px-1.5 font-medium text-foreground text-xs">
      <span aria-hidden className={cn('size-2 rounded-full', dotOf[label.colour])} />
      <span className="truncate">{label.name}</span>
    </span>
  );
}

const noLabels: readonly Label[] = [];
const KnownLabels = createContext(noLabels);

/** Asks for the labels once for all the rows below. */
export function LabelsOfRows({ children }: { children: ReactNode }) {
  return <KnownLabels value={useLabels().data?.items ?? noLabels}>{children}</KnownLabels>;
}

/** Labels of a row, and a tick when somebody is done with it. Below `LabelsOfRows`. */
export function RowLabels({ ids, done }: { ids: readonly string[]; done: boolean }) {
  const known = use(KnownLabels).filter(({ id }) => ids.includes(id));
  if (known.length === 0 && !done) return <span className="text-muted-foreground">–</span>;
  return (
    <span className="inline-flex items-center gap-1">
      {done && <Check role="img" aria-label="Done" className="size-4 text-ok" />}
      {known.map((label) => (
        <LabelBadge key={label.id} label={label} />
      ))}
    </span>
  );
}
