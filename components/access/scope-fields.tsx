'use client';

import { useId } from 'react';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import { environments } from '#lib/serving/schemas.ts';
import { useOwnEndpoints } from './queries.ts';
import type { ScopeDraft } from './scope-draft.ts';
import { scopeOptions } from './scope-words.tsx';

interface ScopeFieldsProps {
  draft: ScopeDraft;
  onChange: (draft: ScopeDraft) => void;
  error?: string;
}

export function ScopeFields({ draft, onChange, error }: ScopeFieldsProps) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label="Where" required>
        {(control) => (
          <Select
            {...control}
            value={draft.kind}
            options={scopeOptions}
            onValueChange={(kind) => onChange({ kind, name: kind === 'environment' ? 'production' : '' })}
          />
        )}
      </Field>
      {draft.kind === 'environment' && (
        <Field label="Environment" required>
          {(control) => (
            <Select
              {...control}
              value={draft.name}
              options={environments.map((name) => ({ value: name, label: name }))}
              onValueChange={(name) => onChange({ ...draft, name })}
            />
          )}
        </Field>
      )}
      {draft.kind !== 'everything' && draft.kind !== 'environment' && (
        <PlaceName draft={draft} onChange={onChange} error={error} />
      )}
    </div>
  );
}

const nameLabels = { endpoint: 'Endpoint', model: 'Model', knowledge: 'Knowledge base' } as const;

function PlaceName({ draft, onChange, error }: ScopeFieldsProps) {
  const listId = useId();
  const endpoints = useOwnEndpoints().data?.items ?? [];
  const kind = draft.kind === 'model' || draft.kind === 'knowledge' ? draft.kind : 'endpoint';
  return (
    <Field label={`${nameLabels[kind]}, by name`} error={error} required>
      {(control) => (
        <>
          <Input
            {...control}
            list={kind === 'endpoint' ? listId : undefined}
            value={draft.name}
            autoComplete="off"
            autoCapitalize="none"
            onChange={(event) => onChange({ ...draft, name: event.target.value })}
          />
          <datalist id={listId}>
            {endpoints.map(({ name }) => (
              <option key={name} value={name} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  );
}
