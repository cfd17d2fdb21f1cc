'use client';

import { useState } from 'react';
import { toast } from 'sonner';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { FormError } from '#components/ui/form-error.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import { describeError } from '#lib/client/api.ts';
import type { Quota } from '#lib/limits/schemas.ts';
import { useRaiseQuota } from './queries.ts';
import { textToAmount } from './words.ts';

const durations = [
  { value: '1', label: 'For a day' },
  { value: '7', label: 'For a week' },
  { value: '31', label: 'For a month' },
] as const;
type Duration = (typeof durations)[number]['value'];

/** More for a while, with the reason on record. */
export function RaiseForm({ quota: { id, measure } }: { quota: Quota }) {
  const raise = useRaiseQuota(id);
  const [text, setText] = useState('');
  const [reason, setReason] = useState('');
  const [days, setDays] = useState<Duration>('7');
  const amount = textToAmount(measure, text);
  const submit = () => {
    if (amount === null) return;
    const until = new Date(Date.now() + Number(days) * 86_400_000).toISOString();
    raise.mutate(
      { amount, until, reason },
      {
        onSuccess: () => {
          toast.success('Raised.');
          setText('');
          setReason('');
        },
      },
    );
  };
  return (
    <section aria-label="Raise" className="flex flex-col gap-3 rounded-md border border-border p-4">
      <h3 className="font-semibold">Raise it for a while</h3>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label={measure === 'money' ? 'By, in dollars' : `By, in ${measure}`} required>
          {(control) => (
            <Input
              {...control}
              inputMode="decimal"
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
        <Field label="How long" required>
          {(control) => <Select {...control} value={days} options={durations} onValueChange={setDays} />}
        </Field>
      </div>
      <Field label="Reason" required>
        {(control) => (
          <Input
            {...control}
            value={reason}
            maxLength={500}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
      {raise.error && <FormError>{describeError(raise.error).message}</FormError>}
      <Button
        className="self-end"
        busy={raise.isPending}
        disabled={amount === null || reason.trim() === ''}
        onClick={submit}
      >
        Raise quota
      </Button>
    </section>
  );
}
