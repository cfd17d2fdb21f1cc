'use client';

import { useState } from 'react';
import { toast } from 'sonner';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { FormError } from '#components/ui/form-error.tsx';
import { Input } from '#components/ui/input.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { describeError } from '#lib/client/api.ts';
import { can, useMe } from '#lib/client/use-me.ts';
import { PlanView } from './plan-view.tsx';
import { type ConfigurationText, useApplyConfiguration } from './queries.ts';

/** A document, what it would change, and the change. */
export function ApplyForm({ current }: { current: ConfigurationText }) {
  const me = useMe();
  const preview = useApplyConfiguration();
  const apply = useApplyConfiguration();
  const [source, setSource] = useState('');
  const [reason, setReason] = useState('');
  const [ticket, setTicket] = useState('');
  const change = (text: string) => {
    setSource(text);
    preview.reset();
    apply.reset();
  };
  const error = apply.error ?? preview.error;
  const plan = apply.data ?? preview.data;
  const ready = plan !== undefined && !plan.applied && plan.problems.length === 0 && plan.changes.length > 0;
  const send = (dryRun: boolean) => ({ source, dryRun, etag: dryRun ? null : current.etag, reason, ticket });
  return (
    <div className="flex flex-col gap-4">
      <Field label="Document" hint="YAML or JSON, as the export writes it." required>
        {(control) => (
          <Textarea
            {...control}
            rows={14}
            spellCheck={false}
            className="font-mono text-sm"
            value={source}
            onChange={(event) => change(event.target.value)}
          />
        )}
      </Field>
      <div className="flex flex-wrap items-center gap-2">
        <Button
          variant="primary"
          busy={preview.isPending}
          disabled={source.trim() === ''}
          onClick={() => preview.mutate(send(true))}
        >
          See what would change
        </Button>
        <Button onClick={() => change(current.yaml)}>Start from the current one</Button>
        <ChooseFile onText={change} />
      </div>
      <FormError>{error ? describeError(error).message : undefined}</FormError>
      {plan && <PlanView plan={plan} />}
      {ready && can(me.data, 'configuration.write') && (
        <div className="flex flex-col gap-3 border-border border-t pt-4">
          <div className="grid gap-3 sm:grid-cols-2">
            <Field label="Reason" hint="Stands in every history this changes.">
              {(control) => (
                <Input {...control} value={reason} onChange={(event) => setReason(event.target.value)} />
              )}
            </Field>
            <Field label="Approval ticket" hint="As your own system numbers it.">
              {(control) => (
                <Input {...control} value={ticket} onChange={(event) => setTicket(event.target.value)} />
              )}
            </Field>
          </div>
          <Button
            variant="primary"
            className="w-fit"
            busy={apply.isPending}
            onClick={() =>
              apply.mutate(send(false), { onSuccess: () => toast.success('The configuration is applied.') })
            }
          >
            Apply {plan.changes.length} {plan.changes.length === 1 ? 'change' : 'changes'}
          </Button>
        </div>
      )}
    </div>
  );
}

function ChooseFile({ onText }: { onText: (text: string) => void }) {
  return (
    <label className="cursor-pointer rounded-sm text-muted-foreground text-sm underline underline-offset-2 focus-within:outline-2 focus-within:outline-ring">
      or choose a file
      <input
        type="file"
        accept=".yaml,.yml,.json"
        className="sr-only"
        onChange={(event) => void event.target.files?.[0]?.text().then(onText)}
      />
    </label>
  );
}
