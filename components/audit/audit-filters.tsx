'use client';

import { X } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { SearchInput } from '#components/ui/search-input.tsx';
import { Select } from '#components/ui/select.tsx';
import { useAuditFacets } from './queries.ts';
import type { AuditFilterState, ChangeAuditFilters } from './use-filters.ts';

const anything = 'all';

interface AuditFiltersProps {
  state: AuditFilterState;
  onChange: ChangeAuditFilters;
}

/** Filters the reader sets here, and chips for those that came from an event or a link. */
export function AuditFilters({ state, onChange }: AuditFiltersProps) {
  const facets = useAuditFacets();
  const kinds = facets.data?.subjectKinds ?? [];
  const actions = facets.data?.actions ?? [];
  const outcome = state.refused === null ? anything : state.refused ? 'refused' : 'done';
  return (
    <>
      <SearchInput
        label="Search people, things, tickets"
        value={state.q}
        onSearch={(q) => void onChange({ q: q || null })}
      />
      <Select
        aria-label="Outcome"
        className="w-auto min-w-36"
        value={outcome}
        onValueChange={(value) => void onChange({ refused: value === anything ? null : value === 'refused' })}
        options={[
          { value: anything, label: 'Done and refused' },
          { value: 'done', label: 'Done' },
          { value: 'refused', label: 'Refused only' },
        ]}
      />
      <Select
        aria-label="Action"
        className="w-auto min-w-32"
        value={state.action ?? anything}
        onValueChange={(action) => void onChange({ action: action === anything ? null : action })}
        options={[{ value: anything, label: 'Any action' }, ...optionsOf(actions, state.action)]}
      />
      <Select
        aria-label="Kind of thing"
        className="w-auto min-w-32"
        value={state.subjectKind ?? anything}
        onValueChange={(kind) => void onChange({ subjectKind: kind === anything ? null : kind })}
        options={[{ value: anything, label: 'Any kind' }, ...optionsOf(kinds, state.subjectKind)]}
      />
      <Chips state={state} onChange={onChange} />
    </>
  );
}

/** What a link chose is offered, even before the list of what there is has come. */
function optionsOf(values: readonly string[], chosen: string | null) {
  const all = chosen === null || values.includes(chosen) ? values : [chosen, ...values];
  return all.map((value) => ({ value, label: value }));
}

const machineId = /^[0-9a-f-]{36}$/;

function Chips({ state, onChange }: AuditFiltersProps) {
  const chips = [
    state.actor !== null && { label: nameOr(state.actor, 'By', 'By one person'), clear: { actor: null } },
    state.subject !== null && {
      label: nameOr(state.subject, 'About', 'About one thing'),
      clear: { subject: null },
    },
    state.ticket !== null && { label: `Ticket ${state.ticket}`, clear: { ticket: null } },
    state.address !== null && { label: `From ${state.address}`, clear: { address: null } },
  ].filter((chip) => chip !== false);
  return chips.map((chip) => (
    <Button key={chip.label} size="sm" onClick={() => void onChange(chip.clear)}>
      {chip.label}
      <X aria-label="Remove filter" />
    </Button>
  ));
}

function nameOr(value: string, word: string, otherwise: string): string {
  return machineId.test(value) ? otherwise : `${word} ${value}`;
}
