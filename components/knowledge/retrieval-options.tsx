'use client';

import { Select } from '#components/ui/select.tsx';
import type { KnowledgeDetail, SearchMode } from '#lib/knowledge/schemas.ts';
import { useDocumentPage, useSnapshots } from './queries.ts';
import { hasEmbeddings, type RetrievalState, type SetRetrievalState } from './use-retrieval-state.ts';
import { formatNames, languageName } from './words.ts';

interface RetrievalOptionsProps {
  name: string;
  knowledge: KnowledgeDetail | undefined;
  state: RetrievalState;
  onChange: SetRetrievalState;
}

const anything = 'any';
const counts = ['3', '5', '8', '10', '20', '50', '100'] as const;
const needsEmbeddings = 'Needs embeddings: choose them under Settings.';

export function RetrievalOptions({ name, knowledge, state, onChange }: RetrievalOptionsProps) {
  const snapshots = useSnapshots(name);
  const documents = useDocumentPage(name, { state: 'ready', sort: 'name', order: 'asc', pageSize: 200 });
  const vectors = hasEmbeddings(knowledge);
  const items = documents.data?.items ?? [];
  const languages = unique(items.map(({ language }) => language));
  const formats = unique(items.map(({ mediaType }) => mediaType));
  const modes: { value: SearchMode; label: string; hint?: string; disabled?: boolean }[] = [
    { value: 'keyword', label: 'Keyword' },
    { value: 'vector', label: 'Vector', disabled: !vectors, ...(!vectors && { hint: needsEmbeddings }) },
    { value: 'hybrid', label: 'Hybrid', disabled: !vectors, ...(!vectors && { hint: needsEmbeddings }) },
  ];
  const filters = [
    {
      key: 'in',
      label: 'Any document',
      options: items.map(({ id, name: title }) => ({ value: id, label: title })),
    },
    {
      key: 'format',
      label: 'Any format',
      options: formats.map((type) => ({ value: type, label: formatNames[type] ?? type })),
    },
    {
      key: 'language',
      label: 'Any language',
      options: languages.map((code) => ({ value: code, label: languageName(code) })),
    },
  ] as const;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Select
        size="sm"
        aria-label="Mode"
        className="w-auto min-w-28"
        value={state.mode ?? (vectors ? 'hybrid' : 'keyword')}
        onValueChange={(mode) => void onChange({ mode })}
        options={modes}
      />
      <Select
        size="sm"
        aria-label="Passages"
        className="w-auto min-w-28"
        value={String(state.k)}
        onValueChange={(k) => void onChange({ k: Number(k) })}
        options={[...new Set([...counts, String(state.k)])].map((k) => ({
          value: k,
          label: `${k} passages`,
        }))}
      />
      <Select
        size="sm"
        aria-label="Snapshot"
        className="w-auto min-w-36"
        value={state.snapshot === null ? anything : String(state.snapshot)}
        onValueChange={(number) => void onChange({ snapshot: number === anything ? null : Number(number) })}
        options={[
          { value: anything, label: 'Latest snapshot' },
          ...(snapshots.data?.items ?? []).map(({ number, reason }) => ({
            value: String(number),
            label: `Snapshot #${number}`,
            hint: reason,
          })),
        ]}
      />
      {filters.map((filter) => (
        <Select
          key={filter.key}
          size="sm"
          aria-label={filter.label}
          className="w-auto min-w-28 max-w-56"
          value={state[filter.key] ?? anything}
          onValueChange={(value) => void onChange({ [filter.key]: value === anything ? null : value })}
          options={[{ value: anything, label: filter.label }, ...filter.options]}
        />
      ))}
    </div>
  );
}

function unique(values: readonly (string | null)[]): string[] {
  return [...new Set(values.filter((value) => value !== null))].sort();
}
