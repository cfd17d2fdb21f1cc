'use client';

import { Plus, Trash2 } from 'lucide-react';
import { useId, useState } from 'react';
import { toast } from 'sonner';
import { useEndpoints } from '#components/endpoints/queries.ts';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Field } from '#components/ui/field.tsx';
import { FormError } from '#components/ui/form-error.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Input } from '#components/ui/input.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { describeError } from '#lib/client/api.ts';
import { type StatusSettings, statusSettingsSchema } from '#lib/health/schemas.ts';
import { useSaveStatusPage } from './queries.ts';

interface StatusFormProps {
  settings: StatusSettings;
  disabled: boolean;
}

export function StatusForm({ settings, disabled }: StatusFormProps) {
  const [draft, setDraft] = useState(settings);
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const save = useSaveStatusPage();
  const change = (part: Partial<StatusSettings>) => setDraft({ ...draft, ...part });
  const submit = () => {
    const parsed = statusSettingsSchema.safeParse(draft);
    if (!parsed.success) return setProblem(parsed.error.issues[0]?.message ?? 'This is not complete.');
    setProblem(undefined);
    save.mutate(parsed.data, {
      onSuccess: () => toast.success('The status page is saved.'),
      onError: (error) => setProblem(describeError(error).message),
    });
  };
  return (
    <Card title="Status page" description="Off until it is switched on here.">
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Field label="Show it to everybody" layout="inline">
          {(control) => (
            <Checkbox
              {...control}
              checked={draft.enabled}
              disabled={disabled}
              onCheckedChange={(enabled) => change({ enabled: enabled === true })}
            />
          )}
        </Field>
        <Field label="Title" required>
          {(control) => (
            <Input
              {...control}
              value={draft.title}
              disabled={disabled}
              onChange={(event) => change({ title: event.target.value })}
            />
          )}
        </Field>
        <Field label="Introduction">
          {(control) => (
            <Textarea
              {...control}
              rows={2}
              value={draft.intro}
              disabled={disabled}
              onChange={(event) => change({ intro: event.target.value })}
            />
          )}
        </Field>
        <Entries entries={draft.entries} disabled={disabled} onChange={(entries) => change({ entries })} />
        <FormError>{problem}</FormError>
        {!disabled && (
          <Button type="submit" variant="primary" className="self-start" busy={save.isPending}>
            Save status page
          </Button>
        )}
      </form>
    </Card>
  );
}

/** An entry is what stands in its line, whatever it holds. */
const lineOf = (index: number) => `line ${index}`;

interface EntriesProps {
  entries: StatusSettings['entries'];
  disabled: boolean;
  onChange: (entries: StatusSettings['entries']) => void;
}

function Entries({ entries, disabled, onChange }: EntriesProps) {
  const endpoints = useEndpoints();
  const names = useId();
  const set = (at: number, part: Partial<StatusSettings['entries'][number]>) =>
    onChange(entries.map((entry, index) => (index === at ? { ...entry, ...part } : entry)));
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-2 font-medium text-sm">What is shown</legend>
      <datalist id={names}>
        {endpoints.data?.items.map(({ name }) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      {entries.map((entry, index) => (
        <div key={lineOf(index)} className="flex flex-wrap items-end gap-2">
          <Field label="Endpoint" required className="min-w-32 flex-1">
            {(control) => (
              <Input
                {...control}
                list={names}
                value={entry.endpoint}
                disabled={disabled}
                onChange={(event) => set(index, { endpoint: event.target.value })}
              />
            )}
          </Field>
          <Field label="Public name" required className="min-w-32 flex-1">
            {(control) => (
              <Input
                {...control}
                value={entry.publicName}
                disabled={disabled}
                onChange={(event) => set(index, { publicName: event.target.value })}
              />
            )}
          </Field>
          {!disabled && (
            <IconButton
              label={`Remove ${entry.publicName || 'this line'}`}
              icon={<Trash2 aria-hidden />}
              onClick={() => onChange(entries.filter((_, at) => at !== index))}
            />
          )}
        </div>
      ))}
      {entries.length === 0 && <p className="text-muted-foreground text-sm">Nothing yet.</p>}
      {!disabled && (
        <Button
          size="sm"
          className="self-start"
          onClick={() => onChange([...entries, { endpoint: '', publicName: '' }])}
        >
          <Plus aria-hidden />
          Add an endpoint
        </Button>
      )}
    </fieldset>
  );
}
