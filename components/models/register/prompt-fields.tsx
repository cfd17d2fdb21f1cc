'use client';

import { Checkbox } from '#components/ui/checkbox.tsx';
import { Field } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { type TemplateVariable, templateVariables } from '#lib/chain/schemas.ts';
import { type FormPartProps, problemOf } from './form-parts.ts';

const variableMeaning: Record<TemplateVariable, string> = {
  question: 'the question, as it stands alone',
  passages: 'the retrieved passages, numbered',
  history: 'the conversation so far',
  date: 'today',
};

const templates = [
  { field: 'system', label: 'System prompt', hint: 'Empty uses the built-in one.', rows: 6, required: false },
  { field: 'user', label: 'User template', hint: undefined, rows: 3, required: true },
] as const;

export function PromptFields({ form, change, problems }: FormPartProps) {
  return (
    <div className="flex flex-col gap-4">
      {templates.map(({ field, rows, ...words }) => (
        <Field key={field} {...words} error={problemOf(problems, field)}>
          {(control) => (
            <Textarea
              {...control}
              rows={rows}
              className="font-mono text-sm"
              value={form[field]}
              onChange={(event) => change({ [field]: event.target.value })}
            />
          )}
        </Field>
      ))}
      <div className="text-sm">
        <p className="text-muted-foreground">Variables the templates may use:</p>
        <dl className="mt-1 grid gap-x-4 gap-y-0.5 sm:grid-cols-2">
          {templateVariables.map((name) => (
            <div key={name} className="flex flex-wrap gap-x-2">
              <dt>
                <code className="font-mono">{`{{${name}}}`}</code>
              </dt>
              <dd className="text-muted-foreground">{variableMeaning[name]}</dd>
            </div>
          ))}
        </dl>
      </div>
    </div>
  );
}

const steps = [
  {
    field: 'normalise',
    label: 'Clean the text',
    hint: 'Before the search: Unicode form, control characters, white space.',
  },
  {
    field: 'rewriteFromHistory',
    label: 'Make follow-ups stand alone',
    hint: 'Before the search: "and in Spain?" becomes a whole question.',
  },
  {
    field: 'checkCitations',
    label: 'Check citations',
    hint: 'After the answer: each sentence is compared with the passages it cites.',
  },
] as const;

export function StepFields({ form, change }: FormPartProps) {
  return (
    <div className="flex flex-col gap-3">
      {steps.map(({ field, label, hint }) => (
        <Field key={field} layout="inline" label={label} hint={hint}>
          {({ 'aria-required': _, ...control }) => (
            <Checkbox
              {...control}
              className="mt-0.5"
              checked={form[field]}
              onCheckedChange={(checked) => change({ [field]: checked === true })}
            />
          )}
        </Field>
      ))}
      <Field label="Answer" required className="sm:max-w-64">
        {({ 'aria-required': _, ...control }) => (
          <Select
            {...control}
            value={form.format}
            onValueChange={(format) => change({ format })}
            options={[
              { value: 'cited-text', label: 'Text with citations' },
              { value: 'text', label: 'Text' },
            ]}
          />
        )}
      </Field>
    </div>
  );
}
