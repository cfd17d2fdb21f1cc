'use client';

import { useState } from 'react';
import { toast } from 'sonner';
import { TimeZoneField } from '#components/limits/time-zone-field.tsx';
import { Button } from '#components/ui/button.tsx';
import { Drawer } from '#components/ui/drawer.tsx';
import { Field } from '#components/ui/field.tsx';
import { FormError } from '#components/ui/form-error.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { describeError } from '#lib/client/api.ts';
import { can, useMe } from '#lib/client/use-me.ts';
import { type Report, type ReportInput, reportCadences } from '#lib/dashboards/schemas.ts';
import { environments } from '#lib/serving/schemas.ts';
import { useSaveReport } from './queries.ts';
import { addressesOf, cadenceWords, problemsOf, toInput, weekdays, withCadence } from './report-words.ts';

const blank = (): ReportInput => ({
  name: 'Overview',
  cadence: 'weekly',
  day: 1,
  hour: 8,
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  endpoint: null,
  environment: null,
  addresses: [],
  enabled: true,
});

const everything = '*';
/** Before the name of an environment; names of endpoints hold no colon. */
const inside = 'in:';

function aboutOf({ endpoint, environment }: ReportInput): string {
  if (endpoint !== null) return endpoint;
  return environment === null ? everything : `${inside}${environment}`;
}

function scopeOf(value: string): Pick<ReportInput, 'endpoint' | 'environment'> {
  const environment = environments.find((one) => value === `${inside}${one}`) ?? null;
  return { environment, endpoint: value === everything || environment !== null ? null : value };
}

const hours = Array.from({ length: 24 }, (_, hour) => ({
  value: String(hour),
  label: `${String(hour).padStart(2, '0')}:00`,
}));

interface ReportDrawerProps {
  /** Null adds one. */
  report: Report | null;
  endpoints: readonly string[];
  onClose: () => void;
}

/** Mounted only while open. */
export function ReportDrawer({ report, endpoints, onClose }: ReportDrawerProps) {
  const save = useSaveReport(report?.id ?? null);
  const others = can(useMe().data, 'notifications.write');
  const [fields, setFields] = useState<ReportInput>(() => (report === null ? blank() : toInput(report)));
  const [addresses, setAddresses] = useState(fields.addresses.join(', '));
  const [tried, setTried] = useState(false);
  const input = { ...fields, addresses: addressesOf(addresses) };
  const all = problemsOf(input);
  const problems = tried ? all : {};
  const set = (change: Partial<ReportInput>) => setFields({ ...fields, ...change });
  const submit = () => {
    setTried(true);
    if (Object.keys(all).length > 0) return;
    save.mutate(input, {
      onSuccess: () => {
        toast.success('The report will be sent.');
        onClose();
      },
    });
  };
  return (
    <Drawer
      open
      onOpenChange={(open) => !open && onClose()}
      title={report === null ? 'Have the overview sent' : 'Change the report'}
      description="A letter with the verdict and its figures, and the same with charts as a PDF."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" busy={save.isPending} onClick={submit}>
            {report === null ? 'Add report' : 'Save report'}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Field label="Name" hint="Begins the subject." error={problems.name} required>
          {(control) => (
            <Input {...control} value={fields.name} onChange={(event) => set({ name: event.target.value })} />
          )}
        </Field>
        <Field label="About" required>
          {(control) => (
            <Select
              {...control}
              value={aboutOf(fields)}
              options={[
                { value: everything, label: 'Everything you may see' },
                ...environments.map((value) => ({
                  value: `${inside}${value}`,
                  label: `Everything in ${value}`,
                })),
                ...endpoints.map((value) => ({ value, label: value })),
              ]}
              onValueChange={(value) => set(scopeOf(value))}
            />
          )}
        </Field>
        <div className="grid gap-4 sm:grid-cols-3">
          <Field label="How often" required>
            {(control) => (
              <Select
                {...control}
                value={fields.cadence}
                options={reportCadences.map((value) => ({ value, label: cadenceWords[value] }))}
                onValueChange={(cadence) => setFields(withCadence(fields, cadence))}
              />
            )}
          </Field>
          {fields.cadence !== 'daily' && (
            <Field label="On" error={problems.day} required>
              {(control) => (
                <Select
                  {...control}
                  value={String(fields.day)}
                  options={fields.cadence === 'weekly' ? weekdayOptions : monthDayOptions}
                  onValueChange={(day) => set({ day: Number(day) })}
                />
              )}
            </Field>
          )}
          <Field label="At" required>
            {(control) => (
              <Select
                {...control}
                value={String(fields.hour)}
                options={hours}
                onValueChange={(hour) => set({ hour: Number(hour) })}
              />
            )}
          </Field>
        </div>
        <TimeZoneField zone={fields.timeZone} onZone={(timeZone) => set({ timeZone })} />
        {others && (
          <Field
            label="To"
            hint="E-mail addresses. Leave it empty to send it to yourself. Everybody gets what you may see."
            error={problems.addresses}
          >
            {(control) => (
              <Textarea
                {...control}
                rows={2}
                value={addresses}
                onChange={(event) => setAddresses(event.target.value)}
              />
            )}
          </Field>
        )}
        {save.error && <FormError>{describeError(save.error).message}</FormError>}
      </div>
    </Drawer>
  );
}

const weekdayOptions = weekdays.map((label, index) => ({ value: String(index + 1), label }));
const monthDayOptions = Array.from({ length: 28 }, (_, index) => ({
  value: String(index + 1),
  label: `Day ${index + 1}`,
}));
