'use client';

import { useState } from 'react';
import { toast } from 'sonner';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { FormError } from '#components/ui/form-error.tsx';
import { Input } from '#components/ui/input.tsx';
import { describeError } from '#lib/client/api.ts';
import type { Monitor } from '#lib/monitors/schemas.ts';
import { BaselineFields } from './baseline-fields.tsx';
import { ColumnChoice, SliceChoice } from './column-choice.tsx';
import { EndpointField } from './endpoint-field.tsx';
import { type MonitorValues, toInput, toValues } from './monitor-values.ts';
import { useSaveMonitor } from './queries.ts';
import { ScheduleFields } from './schedule-fields.tsx';
import { ThresholdFields } from './threshold-fields.tsx';

/** Sets up a monitor. Mounted only while open. */
export function MonitorDialog({ monitor, onClose }: { monitor: Monitor | null; onClose: () => void }) {
  const [values, setValues] = useState(() => toValues(monitor));
  const save = useSaveMonitor(monitor?.id ?? null);
  const change = (next: Partial<MonitorValues>) => setValues((now) => ({ ...now, ...next }));
  const complete = values.endpoint !== '' && values.name.trim() !== '' && values.columns.length > 0;
  const submit = () => {
    const input = { ...toInput(values), ...(monitor && { expectedUpdatedAt: monitor.updatedAt }) };
    save.mutate(input, {
      onSuccess: () => {
        toast.success(monitor === null ? 'The monitor is set up.' : 'The monitor is changed.');
        onClose();
      },
    });
  };
  return (
    <Dialog
      open
      size="lg"
      onOpenChange={(open) => !open && onClose()}
      title={monitor === null ? 'New monitor' : `Change "${monitor.name}"`}
      description="Looks at the rows of an endpoint window by window, and compares each with a baseline."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" busy={save.isPending} disabled={!complete} onClick={submit}>
            {monitor === null ? 'Create monitor' : 'Save monitor'}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-5">
        <div className="grid gap-4 sm:grid-cols-2">
          <EndpointField
            endpoint={values.endpoint}
            fixed={monitor !== null}
            onEndpoint={(endpoint) => change({ endpoint })}
          />
          <Field
            label="Name"
            hint={monitor?.isDefault ? 'The endpoint’s own monitor keeps its name.' : 'Alerts call it so.'}
            required
          >
            {(control) => (
              <Input
                {...control}
                maxLength={80}
                disabled={monitor?.isDefault}
                value={values.name}
                onChange={(event) => change({ name: event.target.value })}
              />
            )}
          </Field>
        </div>
        {monitor !== null && (
          <Field layout="inline" label="Turned on" hint="While it is off, no window is computed.">
            {(control) => (
              <Checkbox
                {...control}
                checked={values.enabled}
                onCheckedChange={(checked) => change({ enabled: checked === true })}
              />
            )}
          </Field>
        )}
        <ScheduleFields values={values} onChange={change} />
        <BaselineFields values={values} onChange={change} />
        <ColumnChoice
          endpoint={values.endpoint}
          columns={values.columns}
          onColumns={(columns) => change({ columns })}
        />
        {values.columns.includes('question_meaning') && (
          <Field
            layout="inline"
            label="Ask a provider for embeddings"
            hint="What questions are about is compared by the embedding model of the knowledge base. One that runs here costs nothing and is always used; one of a provider is asked for up to 500 questions of a window, each once, only with this turned on. Otherwise words are compared."
          >
            {(control) => (
              <Checkbox
                {...control}
                checked={values.paidEmbeddings}
                onCheckedChange={(checked) => change({ paidEmbeddings: checked === true })}
              />
            )}
          </Field>
        )}
        <SliceChoice slices={values.slices} onSlices={(slices) => change({ slices })} />
        <ThresholdFields values={values} onChange={change} />
        {save.error && <FormError>{describeError(save.error).message}</FormError>}
      </div>
    </Dialog>
  );
}
