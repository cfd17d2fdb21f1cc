'use client';

import { Field } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';
import { type ChainField, pathOf } from './chain-document.ts';
import { type FormPartProps, problemAt, withOwn } from './form-parts.ts';
import { NumberInput } from './number-input.tsx';

/** Not a name a knowledge base can have. */
const none = '(none)';
/** Not a mode. */
const best = '(best)';

const modes = [
  { value: best, label: 'Best available', hint: 'Hybrid with embeddings, keyword without.' },
  { value: 'keyword', label: 'Keyword' },
  { value: 'vector', label: 'Vector' },
  { value: 'hybrid', label: 'Hybrid' },
] as const;

export function RetrievalFields({ form, change, problems, options }: FormPartProps) {
  const problemOf = (field: ChainField) => problemAt(problems, pathOf(field, form.kind));
  const names = options.knowledge?.map(({ name }) => name);
  const current = options.knowledge?.find(({ name }) => name === form.knowledge)?.snapshot ?? 1;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label="Knowledge base" error={problemOf('knowledge')} required>
        {({ 'aria-required': _, ...control }) => (
          <Select
            {...control}
            value={form.knowledge ?? none}
            onValueChange={(value) => change({ knowledge: value === none ? null : value })}
            options={[
              { value: none, label: 'None', hint: 'A plain chat model.' },
              ...withOwn(names, form.knowledge ?? ''),
            ]}
          />
        )}
      </Field>
      {form.knowledge !== null && (
        <>
          <Field label="Passages (k)" error={problemOf('k')} required>
            {(control) => (
              <NumberInput
                {...control}
                min={1}
                max={50}
                value={form.k}
                onChange={(k) => k !== null && change({ k })}
              />
            )}
          </Field>
          <Field label="Snapshot" error={problemOf('snapshot')} required>
            {({ 'aria-required': _, ...control }) => (
              <div className="flex gap-2">
                <Select
                  {...control}
                  value={form.snapshot === 'latest' ? 'latest' : 'pinned'}
                  onValueChange={(value) => change({ snapshot: value === 'latest' ? 'latest' : current })}
                  options={[
                    { value: 'latest', label: 'Latest', hint: 'Sees new documents at once.' },
                    { value: 'pinned', label: 'Pinned', hint: 'Always sees the same documents.' },
                  ]}
                />
                {form.snapshot !== 'latest' && (
                  <NumberInput
                    aria-label="Snapshot number"
                    className="w-24"
                    min={1}
                    value={form.snapshot}
                    onChange={(snapshot) => snapshot !== null && change({ snapshot })}
                  />
                )}
              </div>
            )}
          </Field>
          <Field label="Search mode" error={problemOf('mode')} required>
            {({ 'aria-required': _, ...control }) => (
              <Select
                {...control}
                value={form.mode ?? best}
                onValueChange={(value) => change({ mode: value === best ? null : value })}
                options={modes}
              />
            )}
          </Field>
        </>
      )}
    </div>
  );
}
