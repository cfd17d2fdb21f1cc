'use client';

import { CircleHelp } from 'lucide-react';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Popover } from '#components/ui/popover.tsx';

const examples = [
  ['metrics.accuracy > 0.9', 'by the latest value of a metric'],
  ["params.model = 'small'", 'by a parameter, always as text'],
  ["tags.team LIKE '%search%'", 'by a tag; ILIKE ignores case'],
  ["attributes.status = 'FAILED'", 'by status, run_name, start_time, …'],
  ['metrics."val/loss" < 0.2 AND params.k = \'5\'', 'several at once; quotes around a key with signs'],
] as const;

/** MLflow's filter language by example; an example that is pressed becomes the filter. */
export function FilterHelp({ onExample }: { onExample: (filter: string) => void }) {
  return (
    <Popover
      label="How to filter runs"
      className="w-96"
      trigger={<IconButton label="How to filter runs" size="md" icon={<CircleHelp aria-hidden />} />}
    >
      <div className="flex flex-col gap-3 text-sm">
        <p>Words look for a run's name. MLflow's filter language asks for more:</p>
        <ul className="flex flex-col gap-2">
          {examples.map(([filter, meaning]) => (
            <li key={filter}>
              <button
                type="button"
                onClick={() => onExample(filter)}
                className="rounded-sm text-left font-mono text-accent-text underline-offset-4 [overflow-wrap:anywhere] hover:underline"
              >
                {filter}
              </button>
              <p className="text-muted-foreground">{meaning}</p>
            </li>
          ))}
        </ul>
      </div>
    </Popover>
  );
}
