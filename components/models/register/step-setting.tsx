'use client';

import { Checkbox } from '#components/ui/checkbox.tsx';
import { Field, type FieldControlProps } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { JsonInput, WordsInput } from './draft-inputs.tsx';
import { NumberInput } from './number-input.tsx';
import type { StepField } from './step-fields.ts';
import { TopicsInput } from './topics-input.tsx';

interface StepSettingProps {
  field: StepField;
  /** As the document has it; undefined when it says nothing. */
  value: unknown;
  problem: string | undefined;
  /** Null takes the setting out of the document. */
  onChange: (value: unknown) => void;
}

const wide = new Set(['several', 'json', 'topics']);

/** One setting of a step, with the control it needs. */
export function StepSetting({ field, value, problem, onChange }: StepSettingProps) {
  const { control } = field;
  const isWide = wide.has(control.kind) || (control.kind === 'text' && (control.rows ?? 1) > 1);
  return (
    <Field
      label={field.label}
      hint={field.hint}
      error={problem}
      required={field.otherwise === undefined && field.key !== 'message' && field.key !== 'allowed'}
      className={isWide ? 'sm:col-span-2' : undefined}
    >
      {(props) => (
        <Control field={field} value={value ?? field.otherwise} onChange={onChange} props={props} />
      )}
    </Field>
  );
}

interface ControlProps {
  field: StepField;
  value: unknown;
  onChange: (value: unknown) => void;
  props: FieldControlProps;
}

function Control({ field: { control, label }, value, onChange, props }: ControlProps) {
  const { 'aria-required': _required, ...plain } = props;
  switch (control.kind) {
    case 'number':
      return (
        <NumberInput
          {...props}
          min={control.min}
          max={control.max}
          step={control.step}
          value={typeof value === 'number' ? value : null}
          onChange={onChange}
        />
      );
    case 'text': {
      const text = typeof value === 'string' ? value : '';
      const change = (next: string) => onChange(next === '' ? null : next);
      return control.rows === undefined ? (
        <Input {...props} value={text} onChange={({ target }) => change(target.value)} />
      ) : (
        <Textarea
          {...props}
          rows={control.rows}
          spellCheck={control.mono ? false : undefined}
          className={control.mono ? 'font-mono text-sm' : undefined}
          value={text}
          onChange={({ target }) => change(target.value)}
        />
      );
    }
    case 'words':
      return (
        <WordsInput
          {...props}
          value={textsOf(value)}
          onChange={(words) => onChange(words.length === 0 ? null : words)}
        />
      );
    case 'choice':
      return (
        <Select
          {...plain}
          value={typeof value === 'string' ? value : undefined}
          onValueChange={onChange}
          options={control.options}
        />
      );
    case 'several':
      return (
        <Several
          id={props.id}
          label={label}
          options={control.options}
          value={textsOf(value)}
          onChange={onChange}
        />
      );
    case 'json':
      return <JsonInput {...props} value={value} onChange={onChange} />;
    case 'topics':
      return <TopicsInput id={props.id} value={value} onChange={onChange} />;
  }
}

interface SeveralProps {
  id: string;
  label: string;
  options: readonly { value: string; label: string }[];
  value: readonly string[];
  onChange: (value: string[]) => void;
}

function Several({ id, label, options, value, onChange }: SeveralProps) {
  return (
    <fieldset id={id} aria-label={label} className="grid min-w-0 gap-2 sm:grid-cols-2">
      {options.map((option) => (
        <Field key={option.value} layout="inline" label={option.label}>
          {({ 'aria-required': _required, ...control }) => (
            <Checkbox
              {...control}
              className="mt-0.5"
              checked={value.includes(option.value)}
              onCheckedChange={(checked) =>
                onChange(
                  options
                    .map((one) => one.value)
                    .filter((one) => (one === option.value ? checked === true : value.includes(one))),
                )
              }
            />
          )}
        </Field>
      ))}
    </fieldset>
  );
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
