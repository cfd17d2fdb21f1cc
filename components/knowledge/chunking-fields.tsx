'use client';

import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { RadioGroup } from '#components/ui/radio-group.tsx';
import type { ChunkingDraft, Problems } from './options-draft.ts';

const strategies = [
  {
    value: 'structure',
    label: 'By structure',
    hint: 'A passage never crosses a heading. Best for most documents.',
  },
  { value: 'size', label: 'By size', hint: 'Only the length counts. For texts without headings.' },
] as const;

interface ChunkingFieldsProps {
  draft: ChunkingDraft;
  problems: Problems<ChunkingDraft>;
  disabled?: boolean;
  onChange: (draft: ChunkingDraft) => void;
}

export function ChunkingFields({ draft, problems, disabled, onChange }: ChunkingFieldsProps) {
  return (
    <div className="flex flex-col gap-4">
      <RadioGroup
        aria-label="How documents are cut"
        value={draft.strategy}
        options={strategies}
        disabled={disabled}
        onValueChange={(strategy) => onChange({ ...draft, strategy })}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Longest passage" hint="In characters, 200 to 8,000." error={problems.maxChars} required>
          {(control) => (
            <Input
              {...control}
              inputMode="numeric"
              value={draft.maxChars}
              disabled={disabled}
              onChange={(event) => onChange({ ...draft, maxChars: event.target.value })}
            />
          )}
        </Field>
        <Field
          label="Overlap"
          hint="Characters, repeated from the one before."
          error={problems.overlapChars}
          required
        >
          {(control) => (
            <Input
              {...control}
              inputMode="numeric"
              value={draft.overlapChars}
              disabled={disabled}
              onChange={(event) => onChange({ ...draft, overlapChars: event.target.value })}
            />
          )}
        </Field>
      </div>
    </div>
  );
}
