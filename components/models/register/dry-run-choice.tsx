'use client';

import type { ReactNode } from 'react';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { RadioGroup } from '#components/ui/radio-group.tsx';
import type { RegisterVersion } from '#lib/registry/schemas.ts';

type DryRun = RegisterVersion['dryRun'];

const options = [
  {
    value: 'require',
    label: 'Answer one question first',
    hint: 'A version that cannot answer is refused, with the reason.',
  },
  {
    value: 'skip',
    label: 'Register it untried',
    hint: 'When a provider or a knowledge base is not ready yet. A promotion warns about it.',
  },
] as const;

interface DryRunChoiceProps {
  value: DryRun;
  onChange: (value: DryRun) => void;
  /** The example of the input signature; null lets Slipway choose. */
  question: string | null;
  onQuestion: (question: string | null) => void;
  /** What else the question comes with. */
  children?: ReactNode;
}

/** Whether the version must answer a question before it is registered, and which. */
export function DryRunChoice({ value, onChange, question, onQuestion, children }: DryRunChoiceProps) {
  return (
    <fieldset className="flex min-w-0 flex-col gap-3">
      <legend className="pb-1.5 font-medium text-sm">Dry run</legend>
      <RadioGroup aria-label="Dry run" value={value} onValueChange={onChange} options={options} />
      <Field label="Example question" hint="What the dry run asks; kept with the version.">
        {(control) => (
          <Input
            {...control}
            dir="auto"
            maxLength={16_000}
            value={question ?? ''}
            onChange={({ target }) => onQuestion(target.value === '' ? null : target.value)}
          />
        )}
      </Field>
      {children}
    </fieldset>
  );
}
