'use client';

import { useState } from 'react';
import { MetricPanel } from '#components/charts/metric-panel.tsx';
import { metricLabel } from '#components/charts/metric-units.ts';
import { ExpressionFields } from '#components/explore/expression-fields.tsx';
import { kindLabels, widthLabels } from '#components/explore/kind-labels.ts';
import { Button } from '#components/ui/button.tsx';
import { Drawer } from '#components/ui/drawer.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import {
  type Panel,
  type PanelKind,
  type PanelWidth,
  panelKinds,
  panelWidths,
} from '#lib/dashboards/schemas.ts';

interface PanelEditorProps {
  panel: Panel;
  /** It is not on the dashboard yet. */
  isNew: boolean;
  range: { from: string; to: string };
  onClose: () => void;
  onDone: (panel: Panel) => void;
}

/** What a panel shows and how, with the picture right below. */
export function PanelEditor({ panel, isNew, range, onClose, onDone }: PanelEditorProps) {
  const [value, setValue] = useState(panel);
  const change = (part: Partial<Panel>) => setValue((before) => ({ ...before, ...part }));
  const { metric, aggregation, threshold } = value.expression;
  return (
    <Drawer
      open
      onOpenChange={(open) => !open && onClose()}
      title={isNew ? 'Add panel' : 'Edit panel'}
      size="lg"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" onClick={() => onDone({ ...value, title: value.title.trim() })}>
            {isNew ? 'Add panel' : 'Take over'}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <ExpressionFields
          value={value.expression}
          onChange={(expression) => change({ expression })}
          range={range}
        />
        <div className="grid gap-3 sm:grid-cols-3">
          <Field label="Title" hint={`Without one: “${metricLabel(metric, aggregation, threshold)}”.`}>
            {(control) => (
              <Input
                {...control}
                value={value.title}
                maxLength={120}
                onChange={(event) => change({ title: event.target.value })}
              />
            )}
          </Field>
          <Field label="Show as" required>
            {(control) => (
              <Select<PanelKind>
                {...control}
                value={value.kind}
                onValueChange={(kind) => change({ kind })}
                options={panelKinds.map((kind) => ({ value: kind, label: kindLabels[kind] }))}
              />
            )}
          </Field>
          <Field label="Width" required>
            {(control) => (
              <Select<PanelWidth>
                {...control}
                value={value.width}
                onValueChange={(width) => change({ width })}
                options={panelWidths.map((width) => ({ value: width, label: widthLabels[width] }))}
              />
            )}
          </Field>
        </div>
        <MetricPanel
          title={value.title}
          expression={value.expression}
          kind={value.kind}
          range={range}
          live={false}
        />
      </div>
    </Drawer>
  );
}
