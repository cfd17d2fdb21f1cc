'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useRouter } from 'next/navigation';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import { showProblem } from '#components/access/form-problems.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { FormField } from '#components/ui/field.tsx';
import { FormError } from '#components/ui/form-error.tsx';
import { Input } from '#components/ui/input.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { type CreateModel, createModelSchema } from '#lib/registry/schemas.ts';
import { registerHref } from './hrefs.ts';
import { useCreateModel } from './mutations.ts';

interface CreateModelDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

const formId = 'create-model';

/** A name first; the first version is registered on the next screen. */
export function CreateModelDialog({ open, onOpenChange }: CreateModelDialogProps) {
  const router = useRouter();
  const create = useCreateModel();
  const { control, handleSubmit, setError, reset, formState } = useForm<
    z.input<typeof createModelSchema>,
    unknown,
    CreateModel
  >({ resolver: zodResolver(createModelSchema), defaultValues: { name: '', description: '' } });
  const change = (next: boolean) => {
    if (!next) reset();
    onOpenChange(next);
  };
  const submit = handleSubmit(async (values) => {
    try {
      const model = await create.mutateAsync(values);
      change(false);
      router.push(registerHref(model.name));
    } catch (error) {
      showProblem(error, ['name', 'description'], setError);
    }
  });
  return (
    <Dialog
      open={open}
      onOpenChange={change}
      size="sm"
      title="Create a model"
      description="Its first version comes next."
      footer={
        <>
          <Button onClick={() => change(false)}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" busy={formState.isSubmitting}>
            Create model
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-4">
        <FormField
          control={control}
          name="name"
          label="Name"
          hint="Lower-case, for example support-assistant. It stays for ever."
          required
        >
          {(field) => <Input {...field} autoComplete="off" autoCapitalize="none" spellCheck={false} />}
        </FormField>
        <FormField control={control} name="description" label="Description" hint="What it is for.">
          {(field) => <Textarea {...field} rows={2} />}
        </FormField>
        <FormError>{formState.errors.root?.message}</FormError>
      </form>
    </Dialog>
  );
}
