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
  type Quota,
  type QuotaMeasure,
  type QuotaPeriod,
  type QuotaSubjectKind,
  quotaMeasures,
  quotaPeriods,
  quotaSubjectKinds,
} from '#lib/limits/schemas.ts';
import { useSaveQuota } from './queries.ts';
import { type Subject, SubjectFields } from './subject-fields.tsx';
import { isTimeZone, TimeZoneField } from './time-zone-field.tsx';
import { amountToText, measureWords, periodLabels, textToAmount } from './words.ts';

interface QuotaDialogProps {
  /** Null sets a new one. */
  quota: Quota | null;
  onClose: () => void;
}

const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Mounted only while open. */
export function QuotaDialog({ quota, onClose }: QuotaDialogProps) {
  const save = useSaveQuota(quota?.id ?? null);
  const [subject, setSubject] = useState<Subject<QuotaSubjectKind>>(
    quota?.subject ?? { kind: 'team', id: everySubject },
  );
  const [measure, setMeasure] = useState<QuotaMeasure>(quota?.measure ?? 'money');
  const [period, setPeriod] = useState<QuotaPeriod>(quota?.period ?? 'month');
  const [timeZone, setTimeZone] = useState(quota?.timeZone ?? ownZone);
  const [text, setText] = useState(quota ? amountToText(quota.measure, quota.amount) : '50');
  const [warn, setWarn] = useState((quota?.warnShares ?? [80, 95]).join(', '));
  const amount = textToAmount(measure, text);
  const warnShares = warn.split(/[\s,;%]+/).flatMap((share) => (share === '' ? [] : [Number(share)]));
  const complete = amount !== null && subject.id !== '' && isTimeZone(timeZone);
  const submit = () => {
    if (amount === null || !complete) return;
    const { enabled = true, note = '', revision } = quota ?? {};
    save.mutate(
      { subject, measure, period, timeZone, amount, warnShares, enabled, note, revision },
      {
        onSuccess: () => {
          toast.success('The quota is in force.');
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={quota === null ? 'Set a quota' : 'Change the quota'}
      description="What goes beyond it is refused until the period renews, and the answer says when."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" busy={save.isPending} disabled={!complete} onClick={submit}>
            {quota === null ? 'Set quota' : 'Save quota'}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {quota === null && (
          <SubjectFields kinds={quotaSubjectKinds} subject={subject} onChange={setSubject} />
        )}
        <div className="grid gap-4 sm:grid-cols-3">
          <Field label="What is counted" required>
            {(control) => (
              <Select
                {...control}
                value={measure}
                disabled={quota !== null}
                options={quotaMeasures.map((value) => ({ value, label: measureWords[value] }))}
                onValueChange={setMeasure}
              />
            )}
          </Field>
          <Field
            label={measure === 'money' ? 'At most, in dollars' : 'At most'}
            error={amount === null ? 'Enter an amount, 0 or more.' : undefined}
            required
          >
            {(control) => (
              <Input
                {...control}
                inputMode="decimal"
                value={text}
                onChange={(event) => setText(event.target.value)}
              />
            )}
          </Field>
          <Field label="Period" required>
            {(control) => (
              <Select
                {...control}
                value={period}
                disabled={quota !== null}
                options={quotaPeriods.map((value) => ({ value, label: periodLabels[value] }))}
                onValueChange={setPeriod}
              />
            )}
          </Field>
        </div>
        <div className="grid gap-4 sm:grid-cols-2">
          <TimeZoneField zone={timeZone} onZone={setTimeZone} />
          <Field label="Warn at, in percent" hint="Each once in a period, like 80, 95.">
            {(control) => (
              <Input {...control} value={warn} onChange={(event) => setWarn(event.target.value)} />
            )}
          </Field>
        </div>
        {save.error && <FormError>{describeError(save.error).message}</FormError>}
      </div>
    </Dialog>
  );
}
