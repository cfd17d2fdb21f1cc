'use client';

import type { Control } from 'react-hook-form';
import { FormField } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { RadioGroup } from '#components/ui/radio-group.tsx';
import { Select } from '#components/ui/select.tsx';
import type { InvocationPayload } from '#lib/providers/schemas.ts';
import type { ProviderValues } from './form-values.ts';

const kinds = [
  {
    value: 'openai-compatible',
    label: 'OpenAI-compatible',
    hint: 'Speaks chat completions, as OpenAI, vLLM, Ollama and most others do. Answers arrive word by word.',
  },
  {
    value: 'invocations',
    label: 'MLflow or Databricks invocations',
    hint: 'Serves one model behind an address ending in /invocations. Answers arrive whole.',
  },
] as const;

const payloads: readonly { value: InvocationPayload; label: string; hint: string }[] = [
  { value: 'messages', label: 'messages', hint: 'Chat models and agents: the whole conversation.' },
  { value: 'inputs', label: 'inputs', hint: 'The question with the named inputs, or as a list of one.' },
  { value: 'dataframe_split', label: 'dataframe_split', hint: 'One row: column names and values apart.' },
  { value: 'dataframe_records', label: 'dataframe_records', hint: 'One row: an object of columns.' },
];

interface ServerFieldsProps {
  control: Control<ProviderValues>;
  kind: ProviderValues['kind'];
}

/** What the server speaks and where it is. */
export function ServerFields({ control, kind }: ServerFieldsProps) {
  const whole = kind === 'invocations';
  return (
    <>
      <FormField control={control} name="kind" label="Protocol" required>
        {({ value, onChange, id, 'aria-describedby': describedBy, 'aria-invalid': invalid }) => (
          <RadioGroup
            id={id}
            aria-label="Protocol"
            aria-describedby={describedBy}
            aria-invalid={invalid}
            value={value}
            options={kinds}
            onValueChange={onChange}
          />
        )}
      </FormField>
      <FormField
        control={control}
        name="baseUrl"
        label={whole ? 'Invocations address' : 'Base URL'}
        hint={
          whole
            ? 'The whole address, for example https://host/serving-endpoints/assistant/invocations.'
            : 'Up to and including the version, for example https://api.openai.com/v1.'
        }
        required
      >
        {(field) => <Input {...field} type="url" autoComplete="off" spellCheck={false} />}
      </FormField>
      {whole && (
        <FormField
          control={control}
          name="payload"
          label="Payload"
          hint="How the server takes the question; its model's signature says which."
          required
        >
          {(field) => <Select {...field} onValueChange={field.onChange} options={payloads} />}
        </FormField>
      )}
    </>
  );
}
