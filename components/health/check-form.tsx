'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { type Control, useForm } from 'react-hook-form';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { FormField } from '#components/ui/field.tsx';
import { FormError } from '#components/ui/form-error.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import { ApiError, describeError } from '#lib/client/api.ts';
import { type Check, checkKinds } from '#lib/health/schemas.ts';
import { CheckFields } from './check-fields.tsx';
import {
  type CheckFormValues,
  checkBodyOf,
  checkFormOf,
  checkFormSchema,
  fieldAt,
} from './check-form-values.ts';
import { useSaveCheck } from './queries.ts';
import { kindWords } from './words.ts';

interface CheckFormProps {
  /** Null adds one. */
  check: Check | null;
  /** Of a new question, when it is known. */
  endpoint: string;
  onClose: () => void;
  onSaved?: (id: string) => void;
}

type AddCheckProps = Pick<CheckFormProps, 'endpoint' | 'onClose' | 'onSaved'>;

/** Mounted while it is open. */
export function AddCheckDialog(props: AddCheckProps) {
  return (
    <Dialog open onOpenChange={(open) => !open && props.onClose()} title="Add a check">
      <CheckForm check={null} {...props} />
    </Dialog>
  );
}

export function CheckForm({ check: current, endpoint, onClose, onSaved }: CheckFormProps) {
  // As it was when the form was filled: what somebody else changes meanwhile must not go unnoticed.
  const [check] = useState(current);
  const save = useSaveCheck();
  const { control, handleSubmit, setError, watch, formState } = useForm<CheckFormValues>({
    resolver: zodResolver(checkFormSchema),
    defaultValues: checkFormOf(check, endpoint, Intl.DateTimeFormat().resolvedOptions().timeZone),
  });
  const showIssues = (issues: readonly { path: string; message: string }[]) => {
    for (const { path, message } of issues) setError(fieldAt(path) ?? 'root', { message });
  };
  const submit = handleSubmit(async (form) => {
    const body = checkBodyOf(form);
    if (!body.success) {
      return showIssues(body.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })));
    }
    try {
      const saved = await save.mutateAsync({ before: check, json: body.data });
      onClose();
      onSaved?.(saved.id);
    } catch (error) {
      const issues = error instanceof ApiError ? error.issues : [];
      showIssues(issues.length > 0 ? issues : [{ path: '', message: describeError(error).message }]);
    }
  });
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      {check === null && (
        <FormField control={control} name="kind" label="What to check" required>
          {({ id, value, onChange }) => (
            <Select
              id={id}
              value={value}
              onValueChange={onChange}
              options={checkKinds.map((kind) => ({ value: kind, label: kindWords[kind] }))}
            />
          )}
        </FormField>
      )}
      <FormField control={control} name="name" label="Name" required>
        {(field) => <Input {...field} autoComplete="off" placeholder="The guide answers" />}
      </FormField>
      <CheckFields control={control} kind={watch('kind')} />
      <WhenFields control={control} when={watch('when')} />
      <FormField control={control} name="enabled" label="Switched on" layout="inline">
        {({ id, value, onChange }) => (
          <Checkbox id={id} checked={value} onCheckedChange={(on) => onChange(on === true)} />
        )}
      </FormField>
      <FormError>{formState.errors.root?.message}</FormError>
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" busy={formState.isSubmitting}>
          {check === null ? 'Add check' : 'Save check'}
        </Button>
      </div>
    </form>
  );
}

const whens = [
  { value: 'minutes', label: 'Every so many minutes' },
  { value: 'cron', label: 'By a cron expression' },
];

function WhenFields({ control, when }: { control: Control<CheckFormValues>; when: string }) {
  return (
    <fieldset className="grid gap-4 sm:grid-cols-3">
      <legend className="mb-2 font-medium text-sm">When</legend>
      <FormField control={control} name="when" label="Runs" required>
        {({ id, value, onChange }) => (
          <Select id={id} value={value} onValueChange={onChange} options={whens} />
        )}
      </FormField>
      {when === 'cron' ? (
        <>
          <FormField control={control} name="cron" label="Cron expression" required>
            {(field) => <Input {...field} autoComplete="off" placeholder="0 8 * * mon-fri" />}
          </FormField>
          <FormField control={control} name="timeZone" label="Time zone" required>
            {(field) => <Input {...field} autoComplete="off" />}
          </FormField>
        </>
      ) : (
        <FormField control={control} name="everyMinutes" label="Minutes" required>
          {(field) => <Input {...field} type="number" min={1} />}
        </FormField>
      )}
      <FormField control={control} name="timeoutSeconds" label="Seconds at most" required>
        {(field) => <Input {...field} type="number" min={1} max={60} />}
      </FormField>
      <FormField control={control} name="failAfter" label="Down after failures" required>
        {(field) => <Input {...field} type="number" min={1} max={20} />}
      </FormField>
      <FormField control={control} name="recoverAfter" label="Up after passes" required>
        {(field) => <Input {...field} type="number" min={1} max={20} />}
      </FormField>
    </fieldset>
  );
}
