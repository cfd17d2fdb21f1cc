'use client';

import { Field } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { type TemplateVariable, templateVariables } from '#lib/chain/schemas.ts';
import { pathOf } from './chain-document.ts';
import { type FormPartProps, problemAt } from './form-parts.ts';

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
        <Field key={field} {...words} error={problemAt(problems, pathOf(field, form.kind))}>
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
          {Object.keys(form.variables ?? {}).map((name) => (
            <div key={name} className="flex flex-wrap gap-x-2">
              <dt>
                <code className="font-mono">{`{{${name}}}`}</code>
              </dt>
              <dd className="text-muted-foreground">an input of this version</dd>
            </div>
          ))}
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

/** How the answer leaves the chain. */
export function OutputField({ form, change }: FormPartProps) {
  return (
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
  );
}
