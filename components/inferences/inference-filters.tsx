'use client';

import { X } from 'lucide-react';
import { useMemo } from 'react';
import { useEndpoints } from '#components/endpoints/queries.ts';
import { useLabels } from '#components/triage/queries.ts';
import { Button } from '#components/ui/button.tsx';
import { SearchInput } from '#components/ui/search-input.tsx';
import { Select } from '#components/ui/select.tsx';
import { can, useMe } from '#lib/client/use-me.ts';
import { chipsOf, filterFields } from './filter-fields.ts';
import { FilterMenu } from './filter-menu.tsx';
import { type InferenceFilterState, type SetInferenceFilters, statuses } from './use-filters.ts';

const anything = 'all';

const feedbackLabels = {
  up: 'Thumbs up',
  down: 'Thumbs down',
  any: 'Any feedback',
  none: 'No feedback',
} as const;

interface InferenceFiltersProps {
  state: InferenceFilterState;
  onChange: SetInferenceFilters;
}

/** What is set most often, a menu for the rest. */
export function InferenceFilters({ state, onChange }: InferenceFiltersProps) {
  const fields = useFilterFields();
  return (
    <>
      <SearchInput
        label="Search questions and answers"
        value={state.q}
        onSearch={(q) => void onChange({ q: q || null })}
      />
      <Select
        aria-label="Status"
        className="w-auto min-w-32"
        value={statuses.find((status) => status === state.status) ?? anything}
        onValueChange={(value) => void onChange({ status: value === anything ? null : value })}
        options={[
          { value: anything, label: 'Any status' },
          ...statuses.map((status) => ({ value: status, label: status })),
        ]}
      />
      <Select
        aria-label="Feedback"
        className="w-auto min-w-36"
        value={state.feedback ?? anything}
        onValueChange={(value) => {
          const feedback = (['up', 'down', 'any', 'none'] as const).find((candidate) => candidate === value);
          void onChange({ feedback: feedback ?? null });
        }}
        options={[
          { value: anything, label: 'With or without feedback' },
          ...Object.entries(feedbackLabels).map(([value, label]) => ({ value, label })),
        ]}
      />
      <FilterMenu fields={fields} onChange={onChange} />
    </>
  );
}

/** Every other condition in words, each with a button that takes it away. */
export function FilterChips({ state, onChange }: InferenceFiltersProps) {
  const chips = chipsOf(state, useFilterFields());
  if (chips.length === 0) return null;
  return (
    <ul aria-label="Filters" className="flex flex-wrap gap-2 pb-3">
      {chips.map((chip) => (
        <li key={chip.label}>
          <Button size="sm" onClick={() => void onChange(chip.clear)}>
            {chip.label}
            <X aria-label="Remove filter" />
          </Button>
        </li>
      ))}
      {chips.length > 1 && (
        <li>
          <Button
            size="sm"
            variant="ghost"
            onClick={() => void onChange(Object.assign({}, ...chips.map(({ clear }) => clear)))}
          >
            Remove all
          </Button>
        </li>
      )}
    </ul>
  );
}

function useFilterFields() {
  const me = useMe();
  const labels = useLabels();
  const endpoints = useEndpoints(can(me.data, 'endpoints.read'));
  return useMemo(
    () =>
      filterFields(
        (labels.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
        (endpoints.data?.items ?? []).map(({ name }) => name),
      ),
    [labels.data, endpoints.data],
  );
}
