'use client';

import { ArrowDown, ArrowUp, X } from 'lucide-react';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Select } from '#components/ui/select.tsx';

interface FallbackListProps {
  value: readonly string[];
  onChange: (names: string[]) => void;
  /** Names of the other served entities. */
  others: readonly string[];
}

/** Who is asked when this one fails, in order. */
export function FallbackList({ value, onChange, others }: FallbackListProps) {
  const free = others.filter((name) => !value.includes(name));
  const swap = (index: number, other: number) => {
    const names = [...value];
    const [a, b] = [names[index], names[other]];
    if (a === undefined || b === undefined) return;
    names[index] = b;
    names[other] = a;
    onChange(names);
  };
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="font-medium text-sm">Fallbacks</legend>
      <p className="text-muted-foreground text-sm">
        Asked in this order when this one fails before its first word.
      </p>
      <ol className="flex flex-col gap-1">
        {value.map((name, index) => (
          <li
            key={name}
            className="flex items-center gap-1 rounded-md border border-border py-1 pr-1 pl-3 tabular-nums"
          >
            <span className="min-w-0 flex-1 truncate">
              {index + 1}. {name}
            </span>
            <IconButton
              label={`Move ${name} up`}
              icon={<ArrowUp aria-hidden />}
              disabled={index === 0}
              onClick={() => swap(index, index - 1)}
            />
            <IconButton
              label={`Move ${name} down`}
              icon={<ArrowDown aria-hidden />}
              disabled={index === value.length - 1}
              onClick={() => swap(index, index + 1)}
            />
            <IconButton
              label={`Remove ${name} from the fallbacks`}
              icon={<X aria-hidden />}
              onClick={() => onChange(value.filter((other) => other !== name))}
            />
          </li>
        ))}
      </ol>
      {free.length > 0 ? (
        <Select
          aria-label="Add a fallback"
          placeholder="Add a fallback…"
          value={undefined}
          onValueChange={(name: string) => onChange([...value, name])}
          options={free.map((name) => ({ value: name, label: name }))}
        />
      ) : (
        value.length === 0 && (
          <p className="text-muted-foreground text-sm">Add another served entity to fall back to.</p>
        )
      )}
    </fieldset>
  );
}
