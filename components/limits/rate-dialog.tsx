'use client';

import { useState } from 'react';
import { toast } from 'sonner';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { FormError } from '#components/ui/form-error.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import { describeError } from '#lib/client/api.ts';
import {
  everySubject,
  type RateSubjectKind,
  type RateUnit,
  type RateWindow,
  rateSubjectKinds,
  rateUnits,
  rateWindows,
} from '#lib/limits/schemas.ts';
import { useSaveRate } from './queries.ts';
import { type Subject, SubjectFields } from './subject-fields.tsx';
import { measureWords, textToAmount, windowLabels } from './words.ts';

/** Sets a rate limit; saving the same combination again changes its number. Mounted only while open. */
export function RateDialog({ onClose }: { onClose: () => void }) {
  const save = useSaveRate();
  const [subject, setSubject] = useState<Subject<RateSubjectKind>>({ kind: 'user', id: everySubject });
  const [unit, setUnit] = useState<RateUnit>('requests');
  const [window, setWindow] = useState<RateWindow>('minute');
  const [limit, setLimit] = useState('60');
  const amount = textToAmount(unit, limit);
  const complete = amount !== null && subject.id !== '';
  const submit = () => {
    if (amount === null || !complete) return;
    const rule = { subjectKind: subject.kind, subject: subject.id, unit, window, enabled: true };
    save.mutate(
      { ...rule, limit: Number(amount) },
      {
        onSuccess: () => {
          toast.success('The rate limit is in force.');
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Set a rate limit"
      description="What goes beyond it is answered with 429 and the time to come back."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" busy={save.isPending} disabled={!complete} onClick={submit}>
            Set limit
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <SubjectFields kinds={rateSubjectKinds} subject={subject} onChange={setSubject} />
        <div className="grid gap-4 sm:grid-cols-3">
          <Field
            label="At most"
            error={amount === null ? 'Enter a whole number.' : undefined}
            hint="0 refuses everything."
            required
          >
            {(control) => (
              <Input
                {...control}
                inputMode="numeric"
                value={limit}
                onChange={(event) => setLimit(event.target.value)}
              />
            )}
          </Field>
          <Field label="What is counted" hint="As they come in." required>
            {(control) => (
              <Select
                {...control}
                value={unit}
                options={rateUnits.map((value) => ({ value, label: measureWords[value] }))}
                onValueChange={setUnit}
              />
            )}
          </Field>
          <Field label="In each" hint="Over all servers." required>
            {(control) => (
              <Select
                {...control}
                value={window}
                options={rateWindows.map((value) => ({ value, label: windowLabels[value] }))}
                onValueChange={setWindow}
              />
            )}
          </Field>
        </div>
        {save.error && <FormError>{describeError(save.error).message}</FormError>}
      </div>
    </Dialog>
  );
}
