'use client';

import { TimeZoneField } from '#components/limits/time-zone-field.tsx';
import { Field } from '#components/ui/field.tsx';
import { formatMoment } from '#components/ui/format.ts';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import { useSettled } from '#lib/client/use-settled.ts';
import { granularities } from '#lib/monitors/schemas.ts';
import type { MonitorValues } from './monitor-values.ts';
import { useSchedule } from './queries.ts';
import { granularityWords } from './words.ts';

interface FieldsProps {
  values: MonitorValues;
  onChange: (next: Partial<MonitorValues>) => void;
}

/** Windows, and when they are computed: the expression, in words, with its next runs. */
export function ScheduleFields({ values, onChange }: FieldsProps) {
  const schedule = useSettled(values.schedule.trim(), 300);
  const zone = useSettled(values.timeZone, 300);
  const preview = useSchedule(schedule, zone).data;
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="pb-2 font-semibold text-base">Windows</legend>
      <div className="grid gap-4 sm:grid-cols-3">
        <Field
          label="Granularity"
          hint="How long a window is. Changing it or the time zone computes all windows anew."
          required
        >
          {(control) => (
            <Select
              {...control}
              value={values.granularity}
              options={granularities.map((value) => ({ value, label: granularityWords[value] }))}
              onValueChange={(granularity) => onChange({ granularity })}
            />
          )}
        </Field>
        <Field
          label="Schedule"
          hint="Minute, hour, day, month, weekday."
          error={preview?.problem ?? undefined}
          required
        >
          {(control) => (
            <Input
              {...control}
              className="font-mono"
              autoComplete="off"
              spellCheck={false}
              value={values.schedule}
              onChange={(event) => onChange({ schedule: event.target.value })}
            />
          )}
        </Field>
        <TimeZoneField zone={values.timeZone} onZone={(timeZone) => onChange({ timeZone })} />
      </div>
      {preview?.words && (
        <p className="text-muted-foreground text-sm" role="status">
          Runs {preview.words}. Next: {preview.next.map((at) => formatMoment(new Date(at))).join(' · ')}
        </p>
      )}
    </fieldset>
  );
}
