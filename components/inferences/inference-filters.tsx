'use client';

import { X } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { SearchInput } from '#components/ui/search-input.tsx';
import { Select } from '#components/ui/select.tsx';
import { type TrafficKind, trafficKindSchema } from '#lib/inference/schemas.ts';
import { type InferenceFilterState, statuses, type useInferenceFilters } from './use-filters.ts';

const anything = 'all';

const feedbackLabels = {
  up: 'Thumbs up',
  down: 'Thumbs down',
  any: 'Any feedback',
  none: 'No feedback',
} as const;

const trafficLabels: Record<TrafficKind, string> = {
  live: 'Live traffic',
  shadow: 'Shadow traffic',
  playground: 'Versions tried',
};

interface InferenceFiltersProps {
  state: InferenceFilterState;
  onChange: ReturnType<typeof useInferenceFilters>[1];
}

/** Filters the reader sets here, and chips for those a link brought along. */
export function InferenceFilters({ state, onChange }: InferenceFiltersProps) {
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
      <Select
        aria-label="Source"
        className="w-auto min-w-28"
        value={state.source ?? anything}
        onValueChange={(value) => {
          void onChange({ source: value === 'chat' || value === 'api' ? value : null });
        }}
        options={[
          { value: anything, label: 'Any source' },
          { value: 'chat', label: 'Chat' },
          { value: 'api', label: 'API' },
        ]}
      />
      <Select
        aria-label="Traffic"
        className="w-auto min-w-32"
        value={state.traffic}
        onValueChange={(value) => void onChange({ traffic: trafficKindSchema.safeParse(value).data ?? null })}
        options={trafficKindSchema.options.map((value) => ({ value, label: trafficLabels[value] }))}
      />
      <LinkedFilters state={state} onChange={onChange} />
    </>
  );
}

function LinkedFilters({ state, onChange }: InferenceFiltersProps) {
  const linked = [
    state.endpoint !== null && { label: `Endpoint ${state.endpoint}`, clear: { endpoint: null } },
    state.arm !== null && { label: `Assigned to ${state.arm}`, clear: { arm: null } },
    state.configuration !== null && {
      label: `Configuration ${state.configuration}`,
      clear: { configuration: null },
    },
    state.model !== null && {
      label: `${state.model}${state.version === null ? '' : ` v${state.version}`}`,
      clear: { model: null, version: null },
    },
    state.requester !== null && { label: 'One requester', clear: { requester: null } },
    state.conversation !== null && { label: 'One conversation', clear: { conversation: null } },
    state.minMs !== null && { label: `From ${state.minMs} ms`, clear: { minMs: null } },
    state.maxMs !== null && { label: `Up to ${state.maxMs} ms`, clear: { maxMs: null } },
  ].filter((filter) => filter !== false);
  return linked.map((filter) => (
    <Button key={filter.label} size="sm" onClick={() => void onChange(filter.clear)}>
      {filter.label}
      <X aria-label="Remove filter" />
    </Button>
  ));
}
