'use client';

import Link from 'next/link';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { RadioGroup } from '#components/ui/radio-group.tsx';
import { Select } from '#components/ui/select.tsx';
import type { EmbeddingDraft, Problems } from './options-draft.ts';
import { useEmbeddingProviders } from './queries.ts';

const kinds = [
  { value: 'none', label: 'None', hint: 'Keyword search alone. Works at once, offline.' },
  {
    value: 'openai-compatible',
    label: 'From a provider',
    hint: 'Texts are sent to the provider to be embedded.',
  },
  {
    value: 'local',
    label: 'Local model',
    hint: 'An ONNX model in a folder on this server. Nothing leaves it.',
  },
] as const;

interface EmbeddingFieldsProps {
  draft: EmbeddingDraft;
  problems: Problems<EmbeddingDraft>;
  disabled?: boolean;
  onChange: (draft: EmbeddingDraft) => void;
}

export function EmbeddingFields({ draft, problems, disabled, onChange }: EmbeddingFieldsProps) {
  return (
    <div className="flex flex-col gap-4">
      <RadioGroup
        aria-label="Embeddings"
        value={draft.kind}
        options={kinds}
        disabled={disabled}
        onValueChange={(kind) => onChange({ ...draft, kind })}
      />
      {draft.kind === 'openai-compatible' && (
        <ProviderFields draft={draft} problems={problems} disabled={disabled} onChange={onChange} />
      )}
      {draft.kind === 'local' && (
        <Field
          label="Model folder"
          hint="Absolute, or under models/ in the data folder; it holds an ONNX export and its tokenizer."
          error={problems.folder}
          required
        >
          {(control) => (
            <Input
              {...control}
              value={draft.folder}
              disabled={disabled}
              placeholder="multilingual-e5-small"
              onChange={(event) => onChange({ ...draft, folder: event.target.value })}
            />
          )}
        </Field>
      )}
    </div>
  );
}

function ProviderFields({ draft, problems, disabled, onChange }: EmbeddingFieldsProps) {
  const providers = useEmbeddingProviders();
  const names = providers.data?.map(({ name }) => name) ?? [];
  // One that was removed since is still shown as what is chosen.
  const choices =
    draft.provider === '' || names.includes(draft.provider) ? names : [draft.provider, ...names];
  return (
    <>
      <Field
        label="Provider"
        hint={
          providers.data?.length === 0 && (
            <>
              None is registered yet. Add one under{' '}
              <Link href="/providers" className="text-accent-text underline">
                Providers
              </Link>
              .
            </>
          )
        }
        error={problems.provider}
        required
      >
        {(control) => (
          <Select
            {...control}
            value={draft.provider || undefined}
            disabled={disabled || choices.length === 0}
            options={choices.map((name) => ({ value: name, label: name }))}
            onValueChange={(provider) => onChange({ ...draft, provider })}
          />
        )}
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Model" error={problems.model} required>
          {(control) => (
            <Input
              {...control}
              value={draft.model}
              disabled={disabled}
              placeholder="text-embedding-3-small"
              onChange={(event) => onChange({ ...draft, model: event.target.value })}
            />
          )}
        </Field>
        <Field label="Dimensions" error={problems.dimensions}>
          {(control) => (
            <Input
              {...control}
              inputMode="numeric"
              value={draft.dimensions}
              disabled={disabled}
              placeholder="the model's own"
              onChange={(event) => onChange({ ...draft, dimensions: event.target.value })}
            />
          )}
        </Field>
      </div>
    </>
  );
}
