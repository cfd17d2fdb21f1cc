'use client';

import { useId } from 'react';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { useOwnEndpoints } from './queries.ts';

interface EndpointScopeProps {
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
  describedBy: string | undefined;
}

/** The endpoints a key is limited to; none chosen means every one. */
export function EndpointScope({ chosen, onChange, describedBy }: EndpointScopeProps) {
  const id = useId();
  const names = (useOwnEndpoints().data?.items ?? []).map(({ name }) => name);
  const toggle = (name: string, on: boolean) =>
    onChange(names.filter((each) => (each === name ? on : chosen.includes(each))));
  return (
    <fieldset
      aria-label="Endpoints of the key"
      aria-describedby={describedBy}
      className="grid max-h-40 gap-x-4 gap-y-2 overflow-y-auto rounded-md border border-border p-3 sm:grid-cols-2"
    >
      {names.length === 0 && <p className="text-muted-foreground text-sm">There are no endpoints yet.</p>}
      {names.map((name) => (
        <div key={name} className="flex items-start gap-2.5">
          <Checkbox
            id={`${id}-${name}`}
            checked={chosen.includes(name)}
            onCheckedChange={(on) => toggle(name, on === true)}
          />
          <label htmlFor={`${id}-${name}`} className="text-sm [overflow-wrap:anywhere]">
            {name}
          </label>
        </div>
      ))}
    </fieldset>
  );
}
