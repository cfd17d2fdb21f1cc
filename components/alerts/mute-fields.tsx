'use client';

import { Plus, Trash2 } from 'lucide-react';
import { useId } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Field } from '#components/ui/field.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Input } from '#components/ui/input.tsx';
import { type MuteTime, type Weekday, weekdays } from '#lib/alerts/schemas.ts';
import type { DocumentFieldsProps } from './times-fields.tsx';

const dayWords: Record<Weekday, string> = {
  mon: 'Mon',
  tue: 'Tue',
  wed: 'Wed',
  thu: 'Thu',
  fri: 'Fri',
  sat: 'Sat',
  sun: 'Sun',
};

/** The reader's own clocks, until they say otherwise. */
const nightly = (): MuteTime => ({
  days: [...weekdays],
  from: '22:00',
  to: '07:00',
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
});

/** Times of the week at which nobody is told. */
export function MuteFields({ document, onChange }: DocumentFieldsProps) {
  const { mutes } = document;
  return (
    <fieldset className="flex flex-col gap-3 rounded-md border border-border p-3">
      <legend className="px-1 font-medium text-sm">Mute times</legend>
      {mutes.length === 0 && (
        <p className="text-muted-foreground text-sm">None: it is told at any time of day.</p>
      )}
      {/* Rows have no names: they are only added at the end and taken away, so their place is what they are. */}
      {Array.from(mutes.entries(), ([place, mute]) => (
        <MuteRow
          key={place}
          mute={mute}
          onChange={(next) => onChange({ mutes: mutes.with(place, next) })}
          onRemove={() => onChange({ mutes: mutes.toSpliced(place, 1) })}
        />
      ))}
      <Button size="sm" className="self-start" onClick={() => onChange({ mutes: [...mutes, nightly()] })}>
        <Plus aria-hidden />
        Add mute time
      </Button>
    </fieldset>
  );
}

interface MuteRowProps {
  mute: MuteTime;
  onChange: (mute: MuteTime) => void;
  onRemove: () => void;
}

function MuteRow({ mute, onChange, onRemove }: MuteRowProps) {
  return (
    <div className="flex flex-col gap-2 border-border border-b pb-3 last-of-type:border-0 last-of-type:pb-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        {weekdays.map((day) => (
          <Day
            key={day}
            day={day}
            on={mute.days.includes(day)}
            onChange={(on) =>
              onChange({
                ...mute,
                days: weekdays.filter((one) => (one === day ? on : mute.days.includes(one))),
              })
            }
          />
        ))}
        <IconButton
          label="Remove mute time"
          icon={<Trash2 aria-hidden />}
          className="ml-auto"
          onClick={onRemove}
        />
      </div>
      <div className="grid grid-cols-2 gap-2 sm:grid-cols-3">
        {(['from', 'to'] as const).map((end) => (
          <Field key={end} label={end === 'from' ? 'From' : 'To'} required>
            {(control) => (
              <Input
                {...control}
                type="time"
                value={mute[end]}
                onChange={(event) => onChange({ ...mute, [end]: event.target.value })}
              />
            )}
          </Field>
        ))}
        <Field label="Time zone" required className="max-sm:col-span-2">
          {(control) => (
            <Input
              {...control}
              value={mute.timeZone}
              onChange={(event) => onChange({ ...mute, timeZone: event.target.value })}
            />
          )}
        </Field>
      </div>
    </div>
  );
}

function Day({ day, on, onChange }: { day: Weekday; on: boolean; onChange: (on: boolean) => void }) {
  const id = useId();
  return (
    <span className="inline-flex items-center gap-1.5">
      <Checkbox id={id} checked={on} onCheckedChange={(next) => onChange(next === true)} />
      <label htmlFor={id} className="text-sm">
        {dayWords[day]}
      </label>
    </span>
  );
}
