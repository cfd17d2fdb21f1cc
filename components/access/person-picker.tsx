'use client';

import { useState } from 'react';
import { SearchInput } from '#components/ui/search-input.tsx';
import type { UserSummary } from '#lib/access/schemas.ts';
import { useUsers } from './queries.ts';

export type Person = Pick<UserSummary, 'id' | 'name' | 'email'>;

interface PersonPickerProps {
  /** Names the search field. */
  label: string;
  chosen: Person | null;
  onChoose: (person: Person | null) => void;
}

const shown = 6;

/** Finds one person by name or e-mail; the server searches. */
export function PersonPicker({ label, chosen, onChoose }: PersonPickerProps) {
  const [search, setSearch] = useState('');
  const found = useUsers({ search, page: 1, pageSize: shown });
  if (chosen !== null) {
    return (
      <div className="flex min-h-9 items-center justify-between gap-2 rounded-md border border-border-strong px-3 py-1">
        <span className="min-w-0 truncate">
          {chosen.name} <span className="text-muted-foreground text-sm">{chosen.email}</span>
        </span>
        <button type="button" className="text-accent-text text-sm" onClick={() => onChoose(null)}>
          Change
        </button>
      </div>
    );
  }
  return (
    <div className="flex flex-col gap-1.5">
      <SearchInput value={search} onSearch={setSearch} label={label} className="max-w-none" />
      <ul aria-label="People" className="flex flex-col">
        {found.data?.items.map((person) => (
          <li key={person.id}>
            <button
              type="button"
              onClick={() => onChoose(person)}
              className="flex min-h-9 w-full items-center justify-between gap-3 rounded-sm px-2 text-left hover:bg-hover"
            >
              <span className="truncate">{person.name}</span>
              <span className="truncate text-muted-foreground text-sm">{person.email}</span>
            </button>
          </li>
        ))}
        {found.data?.items.length === 0 && (
          <li className="px-2 py-1.5 text-muted-foreground text-sm">Nobody matches.</li>
        )}
      </ul>
    </div>
  );
}
