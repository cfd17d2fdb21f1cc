'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { FormField } from '#components/ui/field.tsx';
import { FormError } from '#components/ui/form-error.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import { createUserSchema, type UserWithPassword } from '#lib/access/schemas.ts';
import { showProblem } from './form-problems.ts';
import { useCreateUser } from './queries.ts';
import { roleOptions } from './words.ts';

interface CreateUserDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onCreated: (issued: UserWithPassword) => void;
}

const formId = 'create-user';

export function CreateUserDialog({ open, onOpenChange, onCreated }: CreateUserDialogProps) {
  const create = useCreateUser();
  const { control, handleSubmit, setError, reset, formState } = useForm<
    z.input<typeof createUserSchema>,
    unknown,
    z.output<typeof createUserSchema>
  >({
    resolver: zodResolver(createUserSchema),
    defaultValues: { email: '', name: '', role: 'end-user' },
  });
  const change = (next: boolean) => {
    if (!next) reset();
    onOpenChange(next);
  };
  const submit = handleSubmit(async (values) => {
    try {
      const issued = await create.mutateAsync(values);
      change(false);
      onCreated(issued);
    } catch (error) {
      showProblem(error, ['email', 'name', 'role'], setError);
    }
  });
  return (
    <Dialog
      open={open}
      onOpenChange={change}
      size="sm"
      title="Add a user"
      description="You get a one-time password to hand over; no e-mail is sent."
      footer={
        <>
          <Button onClick={() => change(false)}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" busy={formState.isSubmitting}>
            Add user
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-4">
        <FormField control={control} name="name" label="Name" required>
          {(field) => <Input {...field} autoComplete="off" />}
        </FormField>
        <FormField control={control} name="email" label="E-mail" hint="What they sign in with." required>
          {(field) => <Input {...field} type="email" autoComplete="off" autoCapitalize="none" />}
        </FormField>
        <FormField control={control} name="role" label="Role" required>
          {({ onChange, value, id, ...field }) => (
            <Select
              id={id}
              value={value ?? ''}
              onValueChange={onChange}
              options={roleOptions}
              aria-describedby={field['aria-describedby']}
            />
          )}
        </FormField>
        <FormError>{formState.errors.root?.message}</FormError>
      </form>
    </Dialog>
  );
}
