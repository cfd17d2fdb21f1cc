'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { FormField } from '#components/ui/field.tsx';
import { FormError } from '#components/ui/form-error.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import { type CreatedApiKey, createApiKeySchema, permissionSchema } from '#lib/access/schemas.ts';
import { useMe } from '#lib/client/use-me.ts';
import { EndpointScope } from './endpoint-scope.tsx';
import { showProblem } from './form-problems.ts';
import { PermissionChoice } from './permission-choice.tsx';
import { useCreateApiKey } from './queries.ts';

interface CreateKeyDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onCreated: (created: CreatedApiKey) => void;
}

const lifetimes = ['7', '30', '90', '365', 'never'] as const;
const lifetimeOptions = [
  { value: '7', label: 'In a week' },
  { value: '30', label: 'In 30 days' },
  { value: '90', label: 'In 90 days' },
  { value: '365', label: 'In a year' },
  { value: 'never', label: 'Never' },
] as const;

const formSchema = z.object({
  name: createApiKeySchema.shape.name,
  permissions: z.array(permissionSchema).min(1, 'Choose at least one permission.'),
  endpoints: createApiKeySchema.shape.endpoints.unwrap(),
  lifetime: z.enum(lifetimes),
});
type FormValues = z.infer<typeof formSchema>;

const formId = 'create-key';

export function CreateKeyDialog({ open, onOpenChange, onCreated }: CreateKeyDialogProps) {
  const me = useMe();
  const create = useCreateApiKey();
  const { control, handleSubmit, setError, reset, formState } = useForm<FormValues>({
    resolver: zodResolver(formSchema),
    defaultValues: { name: '', permissions: ['endpoints.query'], endpoints: [], lifetime: '90' },
  });
  const change = (next: boolean) => {
    if (!next) reset();
    onOpenChange(next);
  };
  const submit = handleSubmit(async ({ lifetime, ...bounds }) => {
    try {
      const created = await create.mutateAsync({ ...bounds, expiresAt: expiryOf(lifetime) });
      change(false);
      onCreated(created);
    } catch (error) {
      showProblem(error, ['name', 'permissions', 'endpoints'], setError);
    }
  });
  return (
    <Dialog
      open={open}
      onOpenChange={change}
      title="Create an API key"
      description="It acts in your name, never with more than you may do yourself."
      footer={
        <>
          <Button onClick={() => change(false)}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" busy={formState.isSubmitting}>
            Create API key
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-4">
        <FormField control={control} name="name" label="Name" hint="Where the key is used." required>
          {(field) => <Input {...field} autoComplete="off" placeholder="Support bot" />}
        </FormField>
        <FormField control={control} name="lifetime" label="Expires" required>
          {({ id, value, onChange }) => (
            <Select id={id} value={value} onValueChange={onChange} options={lifetimeOptions} />
          )}
        </FormField>
        <FormField control={control} name="permissions" label="May" required>
          {({ value, onChange, ...field }) => (
            <PermissionChoice
              allowed={me.data?.permissions ?? []}
              chosen={value}
              onChange={onChange}
              describedBy={field['aria-describedby']}
            />
          )}
        </FormField>
        <FormField
          control={control}
          name="endpoints"
          label="Only for"
          hint="None chosen: every endpoint you may use, those to come included."
        >
          {({ value, onChange, ...field }) => (
            <EndpointScope chosen={value} onChange={onChange} describedBy={field['aria-describedby']} />
          )}
        </FormField>
        <FormError>{formState.errors.root?.message}</FormError>
      </form>
    </Dialog>
  );
}

function expiryOf(lifetime: FormValues['lifetime']): string | null {
  if (lifetime === 'never') return null;
  return new Date(Date.now() + Number(lifetime) * 24 * 3600 * 1000).toISOString();
}
