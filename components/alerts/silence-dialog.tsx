'use client';

import { useState } from 'react';
import { toast } from 'sonner';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { FormError } from '#components/ui/form-error.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { createSilenceSchema, type Severity, type SilenceMatchers } from '#lib/alerts/schemas.ts';
import { describeError } from '#lib/client/api.ts';
import { useCreateSilence } from './queries.ts';
import { severityWords } from './words.ts';

export interface SilenceChoice {
  label: string;
  matchers: Partial<SilenceMatchers>;
}

interface SilenceDialogProps {
  /** What can be silenced, the narrowest first; null lets one say. */
  choices: readonly SilenceChoice[] | null;
  onClose: () => void;
}

const lengths = [
  { value: '1', label: '1 hour' },
  { value: '4', label: '4 hours' },
  { value: '12', label: '12 hours' },
  { value: '24', label: '1 day' },
  { value: '72', label: '3 days' },
  { value: '168', label: '1 week' },
] as const;
type Hours = (typeof lengths)[number]['value'];

const anySeverity = 'any';

/** Keeps matching alerts quiet for a time. */
export function SilenceDialog({ choices, onClose }: SilenceDialogProps) {
  const create = useCreateSilence();
  const [choice, setChoice] = useState('0');
  const [hours, setHours] = useState<Hours>('4');
  const [comment, setComment] = useState('');
  const [endpoint, setEndpoint] = useState('');
  const [severity, setSeverity] = useState<Severity | typeof anySeverity>(anySeverity);
  const [label, setLabel] = useState('');
  const [problem, setProblem] = useState<string>();
  const save = () => {
    const labels = labelOf(label);
    if (labels === null) return setProblem('Write the label as name: value, such as team: search.');
    const chosen = {
      ...(endpoint.trim() !== '' && { endpoint: endpoint.trim() }),
      ...(severity !== anySeverity && { severity }),
      labels,
    };
    const input = createSilenceSchema.safeParse({
      matchers: choices?.[Number(choice)]?.matchers ?? chosen,
      endsAt: new Date(Date.now() + Number(hours) * 3_600_000).toISOString(),
      comment,
    });
    if (!input.success) return setProblem(input.error.issues[0]?.message);
    create.mutate(input.data, {
      onSuccess: () => {
        toast.success('Nobody is told meanwhile.');
        onClose();
      },
      onError: (error) => setProblem(describeError(error).message),
    });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Silence alerts"
      description="It goes on being evaluated; nobody is told. What still fires at the end is told then."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" busy={create.isPending} onClick={save}>
            Silence alerts
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {choices !== null && (
          <Field label="What" required>
            {(control) => (
              <Select
                {...control}
                value={choice}
                onValueChange={setChoice}
                options={choices.map(({ label }, place) => ({ value: String(place), label }))}
              />
            )}
          </Field>
        )}
        {choices === null && (
          <>
            <Field label="Endpoint" hint="Empty for all.">
              {(control) => (
                <Input {...control} value={endpoint} onChange={(event) => setEndpoint(event.target.value)} />
              )}
            </Field>
            <Field label="Label" hint="As name: value, such as team: search.">
              {(control) => (
                <Input {...control} value={label} onChange={(event) => setLabel(event.target.value)} />
              )}
            </Field>
            <Field label="Severity">
              {(control) => (
                <Select
                  {...control}
                  value={severity}
                  onValueChange={setSeverity}
                  options={[
                    { value: anySeverity, label: 'Any' },
                    ...(['critical', 'warning', 'info'] as const).map((value) => ({
                      value,
                      label: severityWords[value].label,
                    })),
                  ]}
                />
              )}
            </Field>
          </>
        )}
        <Field label="For" required>
          {(control) => (
            <Select<Hours> {...control} value={hours} onValueChange={setHours} options={lengths} />
          )}
        </Field>
        <Field label="Why" hint="For whoever wonders." required>
          {(control) => (
            <Textarea
              {...control}
              rows={2}
              value={comment}
              onChange={(event) => setComment(event.target.value)}
            />
          )}
        </Field>
        <FormError>{problem}</FormError>
      </div>
    </Dialog>
  );
}

/** `team: search` as a label; none when nothing is written, null for what is no label. */
function labelOf(text: string): Record<string, string> | null {
  if (text.trim() === '') return {};
  const [, name, value] = /^\s*([^:\s]+)\s*:\s*(.+?)\s*$/.exec(text) ?? [];
  return name === undefined || value === undefined ? null : { [name]: value };
}
