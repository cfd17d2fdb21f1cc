'use client';

import { useState } from 'react';
import { toast } from 'sonner';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { FormError } from '#components/ui/form-error.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import { describeError } from '#lib/client/api.ts';
import {
  type CreateCustom,
  type CustomMetric,
  customGranularities,
  rowAggregations,
} from '#lib/monitors/schemas.ts';
import { EndpointField } from './endpoint-field.tsx';
import { FormulaField } from './formula-field.tsx';
import { useDeleteCustom, useSaveCustom } from './queries.ts';

const fresh: CreateCustom = {
  endpoint: '',
  name: '',
  description: '',
  kind: 'row',
  formula: '',
  aggregation: 'mean',
  granularity: 'hour',
  enabled: true,
};

const kinds = [
  { value: 'row' as const, label: 'Columns of each row' },
  { value: 'derived' as const, label: 'Metrics' },
];

/** Sets up a metric of one's own, and shows what it gives while it is written. Mounted only while open. */
export function CustomDialog({ metric, onClose }: { metric: CustomMetric | null; onClose: () => void }) {
  const [values, setValues] = useState<CreateCustom>(metric ?? fresh);
  const save = useSaveCustom(metric?.id ?? null);
  const drop = useDeleteCustom();
  const change = (next: Partial<CreateCustom>) => setValues((now) => ({ ...now, ...next }));
  const complete = values.endpoint !== '' && values.name.trim() !== '' && values.formula.trim() !== '';
  const done = (said: string) => ({
    onSuccess: () => {
      toast.success(said);
      onClose();
    },
  });
  const failure = save.error ?? drop.error;
  return (
    <Dialog
      open
      size="lg"
      onOpenChange={(open) => !open && onClose()}
      title={metric === null ? 'New metric' : `Change "${metric.name}"`}
      footer={
        <>
          {metric !== null && (
            <Button
              variant="danger"
              className="mr-auto"
              busy={drop.isPending}
              onClick={() => drop.mutate(metric.id, done('The metric is gone; its values stay for a while.'))}
            >
              Delete metric
            </Button>
          )}
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            busy={save.isPending}
            disabled={!complete}
            onClick={() =>
              save.mutate(values, done('The metric is saved; its values follow within minutes.'))
            }
          >
            {metric === null ? 'Create metric' : 'Save metric'}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <div className="grid gap-4 sm:grid-cols-2">
          <EndpointField
            endpoint={values.endpoint}
            fixed={metric !== null}
            onEndpoint={(endpoint) => change({ endpoint })}
          />
          <Field label="Name" hint="Dashboards and alerts call it so." required>
            {(control) => (
              <Input
                {...control}
                maxLength={80}
                value={values.name}
                onChange={(event) => change({ name: event.target.value })}
              />
            )}
          </Field>
        </div>
        <div className="grid gap-4 sm:grid-cols-3">
          <Field label="A formula over" required>
            {(control) => (
              <Select
                {...control}
                value={values.kind}
                options={kinds}
                onValueChange={(kind) => change({ kind, aggregation: kind === 'row' ? 'mean' : null })}
              />
            )}
          </Field>
          {values.kind === 'row' && (
            <Field label="Values become one by" required>
              {(control) => (
                <Select
                  {...control}
                  value={values.aggregation ?? undefined}
                  options={rowAggregations.map((value) => ({ value, label: value }))}
                  onValueChange={(aggregation) => change({ aggregation })}
                />
              )}
            </Field>
          )}
          <Field label="For each" required>
            {(control) => (
              <Select
                {...control}
                value={values.granularity}
                options={customGranularities.map((value) => ({ value, label: value }))}
                onValueChange={(granularity) => change({ granularity })}
              />
            )}
          </Field>
        </div>
        <FormulaField values={values} onFormula={(formula) => change({ formula })} />
        <Field label="Description">
          {(control) => (
            <Input
              {...control}
              maxLength={500}
              value={values.description}
              onChange={(event) => change({ description: event.target.value })}
            />
          )}
        </Field>
        <Field layout="inline" label="Turned on" hint="While it is off, nothing is computed.">
          {(control) => (
            <Checkbox
              {...control}
              checked={values.enabled}
              onCheckedChange={(checked) => change({ enabled: checked === true })}
            />
          )}
        </Field>
        {failure && <FormError>{describeError(failure).message}</FormError>}
      </div>
    </Dialog>
  );
}
