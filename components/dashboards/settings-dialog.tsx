'use client';

import { useId, useState } from 'react';
import { presetLabels } from '#components/time-range/time-range.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { type DashboardInput, dashboardRanges, visibilities } from '#lib/dashboards/schemas.ts';

interface SettingsDialogProps {
  value: DashboardInput;
  onClose: () => void;
  onDone: (part: Omit<DashboardInput, 'panels'>) => void;
}

const visibilityOptions = {
  private: { label: 'Only me', hint: 'Nobody else knows of it.' },
  everyone: {
    label: 'Everyone who may read dashboards',
    hint: 'They read it and duplicate it; each sees only what they may.',
  },
} as const;

/** Name, who sees it, and how far back it looks at first. */
export function SettingsDialog({ value, onClose, onDone }: SettingsDialogProps) {
  const form = useId();
  const { panels: _panels, ...initial } = value;
  const [settings, setSettings] = useState(initial);
  const change = (part: Partial<typeof settings>) => setSettings((before) => ({ ...before, ...part }));
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Settings of the dashboard"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} variant="primary">
            Take over
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          onDone({ ...settings, name: settings.name.trim(), description: settings.description.trim() });
        }}
      >
        <Field label="Name" required>
          {(control) => (
            <Input
              {...control}
              value={settings.name}
              maxLength={120}
              required
              pattern=".*\S.*"
              onChange={(event) => change({ name: event.target.value })}
            />
          )}
        </Field>
        <Field label="Description" hint="What it answers, in a sentence.">
          {(control) => (
            <Textarea
              {...control}
              value={settings.description}
              maxLength={500}
              rows={2}
              onChange={(event) => change({ description: event.target.value })}
            />
          )}
        </Field>
        <Field label="Who sees it" required>
          {(control) => (
            <Select
              {...control}
              value={settings.visibility}
              onValueChange={(visibility) => change({ visibility })}
              options={visibilities.map((one) => ({ value: one, ...visibilityOptions[one] }))}
            />
          )}
        </Field>
        <Field label="Time range it opens with" required>
          {(control) => (
            <Select
              {...control}
              value={settings.defaultRange}
              onValueChange={(defaultRange) => change({ defaultRange })}
              options={dashboardRanges.map((one) => ({ value: one, label: presetLabels[one] }))}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}
