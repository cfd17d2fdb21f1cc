'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import { AuthCard } from '#components/access/auth-card.tsx';
import { showProblem } from '#components/access/form-problems.ts';
import { PasswordInput } from '#components/access/password-input.tsx';
import { Button } from '#components/ui/button.tsx';
import { FormField } from '#components/ui/field.tsx';
import { FormError } from '#components/ui/form-error.tsx';
import { Input } from '#components/ui/input.tsx';
import { acceptInvitationSchema, minPasswordLength, passwordIssue } from '#lib/access/schemas.ts';
import { fetchVoid } from '#lib/client/api.ts';

interface AcceptInvitationFormProps {
  token: string;
  email: string;
  name: string;
}

function schemaFor(email: string) {
  return acceptInvitationSchema.superRefine(({ password }, context) => {
    const message = passwordIssue(password, email);
    if (message) context.addIssue({ code: 'custom', path: ['password'], message });
  });
}

export function AcceptInvitationForm({ token, email, name }: AcceptInvitationFormProps) {
  const { control, handleSubmit, setError, formState } = useForm<z.input<ReturnType<typeof schemaFor>>>({
    resolver: zodResolver(schemaFor(email)),
    defaultValues: { token, name, password: '' },
  });
  const submit = handleSubmit(async (json) => {
    try {
      await fetchVoid('/api/sign-in/invitation', { method: 'POST', json });
      window.location.assign('/');
      await new Promise(() => undefined);
    } catch (error) {
      showProblem(error, ['name', 'password'], setError);
    }
  });
  return (
    <AuthCard title="Welcome" description={`You are invited as ${email}.`}>
      <form method="post" onSubmit={submit} noValidate className="flex flex-col gap-4">
        <input
          type="text"
          name="username"
          autoComplete="username"
          value={email}
          readOnly
          className="hidden"
        />
        <FormField control={control} name="name" label="Name" required>
          {(field) => <Input {...field} autoComplete="name" />}
        </FormField>
        <FormField
          control={control}
          name="password"
          label="Password"
          hint={`At least ${minPasswordLength} characters. A sentence is easier to remember than symbols.`}
          required
        >
          {(field) => <PasswordInput {...field} autoComplete="new-password" autoFocus />}
        </FormField>
        <FormError>{formState.errors.root?.message}</FormError>
        <Button type="submit" variant="primary" busy={formState.isSubmitting} className="mt-1 w-full">
          Create account and sign in
        </Button>
      </form>
    </AuthCard>
  );
}
