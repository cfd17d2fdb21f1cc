'use client';

import { useId } from 'react';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import type { Severity } from '#lib/alerts/schemas.ts';
import { ActionField } from './action-field.tsx';
import { useProblem } from './problems.ts';
import { useAssignees, useReceivers } from './queries.ts';
import type { DocumentFieldsProps } from './times-fields.tsx';
import { severityWords } from './words.ts';

/** How it is told, to whom, and what is done by itself. */
export function NotifyFields({ document, onChange }: DocumentFieldsProps) {
  const { notify } = document;
  const receivers = useReceivers();
  const people = useAssignees();
  const runbookProblem = useProblem('document.runbook');
  const change = (part: Partial<typeof notify>) => onChange({ notify: { ...notify, ...part } });
  return (
    <div className="flex flex-col gap-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Severity" required>
          {(control) => (
            <Select<Severity>
              {...control}
              value={document.severity}
              onValueChange={(severity) => onChange({ severity })}
              options={(['critical', 'warning', 'info'] as const).map((value) => ({
                value,
                label: severityWords[value].label,
              }))}
            />
          )}
        </Field>
      </div>
      <fieldset className="flex flex-col gap-2 rounded-md border border-border p-3">
        <legend className="px-1 font-medium text-sm">Told</legend>
        <Choice
          label="Every channel that subscribes to alerts"
          checked={notify.subscribers}
          onChange={(subscribers) => change({ subscribers })}
        />
        {receivers.data?.items.map(({ id, name, kind }) => (
          <Choice
            key={id}
            label={`${name} (${kind})`}
            checked={notify.channels.includes(id)}
            onChange={(on) => change({ channels: toggled(notify.channels, id, on) })}
          />
        ))}
        {people.data !== undefined && people.data.items.length > 0 && (
          <details className="pt-1">
            <summary className="cursor-pointer text-sm">
              People by e-mail{notify.people.length > 0 && ` (${notify.people.length})`}
            </summary>
            <div className="grid max-h-48 gap-2 overflow-y-auto pt-2 sm:grid-cols-2">
              {people.data.items.map(({ id, name }) => (
                <Choice
                  key={id}
                  label={name}
                  checked={notify.people.includes(id)}
                  onChange={(on) => change({ people: toggled(notify.people, id, on) })}
                />
              ))}
            </div>
          </details>
        )}
      </fieldset>
      <Field label="Runbook" error={runbookProblem} hint="What to do, for whoever is woken by it.">
        {(control) => (
          <Input
            {...control}
            type="url"
            value={document.runbook}
            placeholder="https://wiki.example.com/slow-answers"
            onChange={(event) => onChange({ runbook: event.target.value })}
          />
        )}
      </Field>
      <Field label="Description">
        {(control) => (
          <Textarea
            {...control}
            rows={2}
            value={document.description}
            onChange={(event) => onChange({ description: event.target.value })}
          />
        )}
      </Field>
      <ActionField
        action={document.action}
        webhooks={receivers.data?.items.filter(({ kind }) => kind === 'webhook') ?? []}
        onChange={(action) => onChange({ action })}
      />
    </div>
  );
}

function toggled(chosen: readonly string[], id: string, on: boolean): string[] {
  return on ? [...chosen, id] : chosen.filter((one) => one !== id);
}

interface ChoiceProps {
  label: string;
  checked: boolean;
  onChange: (on: boolean) => void;
}

function Choice({ label, checked, onChange }: ChoiceProps) {
  const id = useId();
  return (
    <div className="flex items-start gap-2.5">
      <Checkbox id={id} checked={checked} onCheckedChange={(on) => onChange(on === true)} />
      <label htmlFor={id} className="text-sm [overflow-wrap:anywhere]">
        {label}
      </label>
    </div>
  );
}
