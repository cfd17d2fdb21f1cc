'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { toast } from 'sonner';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { FormField } from '#components/ui/field.tsx';
import { FormError } from '#components/ui/form-error.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { ApiError, describeError } from '#lib/client/api.ts';
import type { OtlpStatus } from '#lib/telemetry/schemas.ts';
import { type OtlpForm, otlpFieldAt, otlpFormOf, otlpFormSchema, otlpInputOf } from './otlp-form.ts';
import { useSaveOtlp } from './queries.ts';

const formId = 'otlp-collector';

const protocols = [
  { value: 'http/protobuf', label: 'OTLP over HTTP, protobuf', hint: 'Smaller; what collectors expect.' },
  { value: 'http/json', label: 'OTLP over HTTP, JSON', hint: 'Readable on the way.' },
] as const;

/** Mounted while it is open. */
export function OtlpDialog({ status, onClose }: { status: OtlpStatus; onClose: () => void }) {
  const save = useSaveOtlp();
  const { control, handleSubmit, setError, formState } = useForm<OtlpForm>({
    resolver: zodResolver(otlpFormSchema),
    defaultValues: otlpFormOf(status),
  });
  const submit = handleSubmit(async (form) => {
    try {
      await save.mutateAsync(otlpInputOf(form));
      toast.success('The collector was saved.', { description: 'Send a test span to see that it answers.' });
      onClose();
    } catch (error) {
      const issues = error instanceof ApiError ? error.issues : [];
      const shown = issues.length > 0 ? issues : [{ path: '', message: describeError(error).message }];
      for (const { path, message } of shown) setError(otlpFieldAt(path) ?? 'root', { message });
    }
  });
  const tick = (
    name: 'enabled' | 'includeContent' | 'allowPrivateNetwork' | 'removeHeaders',
    label: string,
    hint: string,
  ) => (
    <FormField control={control} name={name} label={label} hint={hint} layout="inline">
      {({ id, value, onChange }) => (
        <Checkbox id={id} checked={value} onCheckedChange={(on) => onChange(on === true)} />
      )}
    </FormField>
  );
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="OpenTelemetry collector"
      description="Traces go to /v1/traces below its address, metrics to /v1/metrics."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" busy={formState.isSubmitting}>
            Save collector
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-4">
        <FormField control={control} name="endpoint" label="Address" required>
          {(field) => (
            <Input {...field} type="url" autoComplete="off" placeholder="https://otel.example.com:4318" />
          )}
        </FormField>
        {tick(
          'allowPrivateNetwork',
          'It stands in our own network',
          'Without this, private addresses are not called.',
        )}
        <FormField control={control} name="protocol" label="Protocol" required>
          {({ id, value, onChange }) => (
            <Select id={id} value={value} onValueChange={onChange} options={protocols} />
          )}
        </FormField>
        <FormField
          control={control}
          name="headers"
          label="Headers"
          hint={
            status.headerNames.length === 0
              ? 'One a line, name: value. They are encrypted and never shown again.'
              : `Left empty, ${status.headerNames.join(', ')} stay as they are.`
          }
        >
          {(field) => <Textarea {...field} rows={2} spellCheck={false} autoComplete="off" />}
        </FormField>
        {status.headerNames.length > 0 &&
          tick('removeHeaders', 'Remove all headers', 'Send none from now on.')}
        <FormField
          control={control}
          name="sample"
          label="Traces kept, in percent"
          hint="Of those that begin here. A caller’s own decision goes before it."
          required
        >
          {(field) => <Input {...field} inputMode="decimal" className="w-28" />}
        </FormField>
        {tick(
          'includeContent',
          'Send questions and answers',
          'Never from endpoints that store no text or a masked one, nor from documents with readers.',
        )}
        <FormField
          control={control}
          name="traceUrl"
          label="Link to the tracing backend"
          hint="Shown with each request. Write {traceId} where the id goes."
        >
          {(field) => (
            <Input {...field} autoComplete="off" placeholder="https://jaeger.example.com/trace/{traceId}" />
          )}
        </FormField>
        {tick('enabled', 'Switched on', 'Export from now on.')}
        <FormError>{formState.errors.root?.message}</FormError>
      </form>
    </Dialog>
  );
}
