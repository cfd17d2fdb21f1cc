'use client';

import { X } from 'lucide-react';
import { useState } from 'react';
import { Badge } from '#components/ui/badge.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { SearchInput } from '#components/ui/search-input.tsx';
import type { TeamSummary } from '#lib/access/schemas.ts';
import { useTeams } from './governance-queries.ts';

export type Team = Pick<TeamSummary, 'id' | 'name'>;

interface TeamsPickerProps {
  chosen: readonly Team[];
  onChange: (teams: Team[]) => void;
}

const shown = 5;

/** Any number of teams; the server searches. */
export function TeamsPicker({ chosen, onChange }: TeamsPickerProps) {
  const [search, setSearch] = useState('');
  const found = useTeams({ search, page: 1, pageSize: shown + chosen.length });
  const others = (found.data?.items ?? []).filter(({ id }) => !chosen.some((team) => team.id === id));
  if (found.data?.total === 0 && search === '' && chosen.length === 0) return null;
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1.5 font-medium text-sm">
        Teams <span className="ml-1 font-normal text-muted-foreground text-xs">optional</span>
      </legend>
      {chosen.length > 0 && (
        <ul aria-label="Chosen teams" className="flex flex-wrap gap-1.5">
          {chosen.map((team) => (
            <li key={team.id} className="flex items-center">
              <Badge>{team.name}</Badge>
              <IconButton
                size="sm"
                label={`Leave out ${team.name}`}
                icon={<X aria-hidden />}
                onClick={() => onChange(chosen.filter(({ id }) => id !== team.id))}
              />
            </li>
          ))}
        </ul>
      )}
      <SearchInput value={search} onSearch={setSearch} label="Find a team" className="max-w-none" />
      <ul aria-label="Teams found" className="flex flex-col">
        {others.slice(0, shown).map(({ id, name }) => (
          <li key={id}>
            <button
              type="button"
              onClick={() => onChange([...chosen, { id, name }])}
              className="min-h-9 w-full truncate rounded-sm px-2 text-left hover:bg-hover"
            >
              {name}
            </button>
          </li>
        ))}
        {found.data !== undefined && others.length === 0 && (
          <li className="px-2 py-1.5 text-muted-foreground text-sm">
            {search === '' ? 'All are chosen.' : 'No other team matches.'}
          </li>
        )}
      </ul>
    </fieldset>
  );
}
