'use client';

import { useRouter } from 'next/navigation';
import { useId, useState } from 'react';
import { toast } from 'sonner';
import { metricLabel } from '#components/charts/metric-units.ts';
import {
  dashboardHref,
  useAddPanel,
  useCreateDashboard,
  useDashboards,
} from '#components/dashboards/queries.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import type { Dashboard, PanelKind, PanelWidth } from '#lib/dashboards/schemas.ts';
import type { MetricExpression } from '#lib/monitoring/schemas.ts';
import { widthLabels } from './kind-labels.ts';

interface SavePanelDialogProps {
  expression: MetricExpression;
  kind: PanelKind;
  onClose: () => void;
}

const another = 'new';

/** Puts what is explored onto one's own dashboard, or begins one with it. */
export function SavePanelDialog({ expression, kind, onClose }: SavePanelDialogProps) {
  const form = useId();
  const router = useRouter();
  const own = useDashboards({ whose: 'mine', sort: 'updatedAt', order: 'desc', pageSize: 200 });
  const add = useAddPanel();
  const create = useCreateDashboard();
  const [chosen, setChosen] = useState<string | null>(null);
  const [name, setName] = useState('My dashboard');
  const [title, setTitle] = useState('');
  const [width, setWidth] = useState<PanelWidth>('half');
  const target = chosen ?? own.data?.items[0]?.id ?? another;
  const { metric, aggregation, threshold } = expression;
  const panel = { title: title.trim(), expression, kind, width };
  const done = ({ id, name: saved }: Dashboard) => {
    toast.success(`On “${saved}”.`, {
      action: { label: 'Open', onClick: () => router.push(dashboardHref(id)) },
    });
    onClose();
  };
  const save = () => {
    if (target !== another) return add.mutate({ id: target, panel }, { onSuccess: done });
    create.mutate({ name: name.trim(), panels: [{ id: 'first', ...panel }] }, { onSuccess: done });
  };
  const problem = add.error ?? create.error;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Save as panel"
      description="The question is kept, not its answer: the panel follows the time range of its dashboard."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} variant="primary" busy={add.isPending || create.isPending}>
            Save panel
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        {problem && <ErrorState error={problem} title="The panel was not saved." />}
        <Field label="Dashboard" required>
          {(control) => (
            <Select
              {...control}
              value={target}
              onValueChange={setChosen}
              options={[
                ...(own.data?.items ?? []).map((one) => ({ value: one.id, label: one.name })),
                { value: another, label: 'A new dashboard' },
              ]}
            />
          )}
        </Field>
        {target === another && (
          <Field label="Name of the dashboard" required>
            {(control) => (
              <Input
                {...control}
                value={name}
                maxLength={120}
                required
                onChange={(event) => setName(event.target.value)}
              />
            )}
          </Field>
        )}
        <Field label="Title" hint={`Without one: “${metricLabel(metric, aggregation, threshold)}”.`}>
          {(control) => (
            <Input
              {...control}
              value={title}
              maxLength={120}
              onChange={(event) => setTitle(event.target.value)}
            />
          )}
        </Field>
        <Field label="Width" required>
          {(control) => (
            <Select<PanelWidth>
              {...control}
              value={width}
              onValueChange={setWidth}
              options={(['third', 'half', 'full'] as const).map((value) => ({
                value,
                label: widthLabels[value],
              }))}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}
