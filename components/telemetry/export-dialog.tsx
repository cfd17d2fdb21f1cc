'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { FormField } from '#components/ui/field.tsx';
import { FormError } from '#components/ui/form-error.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import { ApiError, describeError } from '#lib/client/api.ts';
import type { LogExport } from '#lib/log-export/schemas.ts';
import { ExportEndpoints } from './export-endpoints.tsx';
import {
  type ExportForm,
  exportFieldAt,
  exportFormOf,
  exportFormSchema,
  exportInputOf,
} from './export-form.ts';
import { useSaveLogExport } from './export-queries.ts';
import { ExportTargetFields } from './export-target-fields.tsx';

interface ExportDialogProps {
  /** Null adds one. */
  known: LogExport | null;
  root: string;
  onClose: () => void;
}

const formId = 'log-export';

const kinds = [
  { value: 'folder', label: 'Folder', hint: 'On the machine the worker runs on, or a volume it mounts.' },
  { value: 's3', label: 'S3-compatible bucket', hint: 'Amazon S3, MinIO, Ceph, Cloudflare R2, …' },
] as const;

/** Mounted while it is open. */
export function ExportDialog({ known, root, onClose }: ExportDialogProps) {
  const save = useSaveLogExport(known?.id ?? null);
  const { control, handleSubmit, setError, watch, formState } = useForm<ExportForm>({
    resolver: zodResolver(exportFormSchema),
    defaultValues: exportFormOf(known),
  });
  const submit = handleSubmit(async (form) => {
    if (!form.allEndpoints && form.endpoints.length === 0) {
      return setError('endpoints', { message: 'Choose at least one endpoint, or all.' });
    }
    try {
      await save.mutateAsync(exportInputOf(form));
      onClose();
    } catch (error) {
      const issues = error instanceof ApiError ? error.issues : [];
      const shown = issues.length > 0 ? issues : [{ path: '', message: describeError(error).message }];
      for (const { path, message } of shown) setError(exportFieldAt(path) ?? 'root', { message });
    }
  });
  const tick = (name: 'allEndpoints' | 'includeText' | 'enabled', label: string, hint: string) => (
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
      title={known === null ? 'Add an export' : `Change "${known.name}"`}
      description="A Parquet file for each endpoint and day, written at night (UTC)."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" busy={formState.isSubmitting}>
            {known === null ? 'Add export' : 'Save export'}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-4">
        <FormField control={control} name="name" label="Name" required>
          {(field) => <Input {...field} autoComplete="off" placeholder="Data lake" />}
        </FormField>
        <FormField control={control} name="kind" label="Where to" required>
          {({ id, value, onChange }) => (
            <Select id={id} value={value} onValueChange={onChange} options={kinds} />
          )}
        </FormField>
        <ExportTargetFields
          control={control}
          kind={watch('kind')}
          root={root}
          hasSecret={known?.target.kind === 's3'}
        />
        {tick('allEndpoints', 'All endpoints', 'Those of later too.')}
        {!watch('allEndpoints') && (
          <FormField control={control} name="endpoints" label="Endpoints" required>
            {({ value, onChange }) => <ExportEndpoints chosen={value} onChange={onChange} />}
          </FormField>
        )}
        {tick(
          'includeText',
          'Questions and answers',
          'Where the endpoint stores them. Answers from documents that only some may read are left out.',
        )}
        {tick('enabled', 'Every night', 'Without this it runs only when asked.')}
        <FormError>{formState.errors.root?.message}</FormError>
      </form>
    </Dialog>
  );
}
