'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useMemo } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { Button } from '#components/ui/button.tsx';
import { FormField } from '#components/ui/field.tsx';
import { FormError } from '#components/ui/form-error.tsx';
import { changePasswordSchema, minPasswordLength, passwordIssue } from '#lib/access/schemas.ts';
import { fetchVoid } from '#lib/client/api.ts';
import { AuthCard } from './auth-card.tsx';
import { showProblem } from './form-problems.ts';
import { PasswordInput } from './password-input.tsx';

interface ChangePasswordFormProps {
  email: string;
  /** True when the current password is a one-time password. */
  firstTime: boolean;
  /** Local path to go to afterwards. */
  next: string;
}

const fields = ['currentPassword', 'newPassword', 'again'] as const;

function schemaFor(email: string) {
  return changePasswordSchema.extend({ again: z.string() }).superRefine(({ newPassword, again }, context) => {
    const issue = passwordIssue(newPassword, email);
    if (issue) context.addIssue({ code: 'custom', path: ['newPassword'], message: issue });
    if (again !== newPassword) {
      context.addIssue({ code: 'custom', path: ['again'], message: 'The two new passwords differ.' });
    }
  });
}

export function ChangePasswordForm({ email, firstTime, next }: ChangePasswordFormProps) {
  const schema = useMemo(() => schemaFor(email), [email]);
  const { control, handleSubmit, setError, formState } = useForm<z.input<typeof schema>>({
    resolver: zodResolver(schema),
    defaultValues: { currentPassword: '', newPassword: '', again: '' },
  });
  const submit = handleSubmit(async ({ currentPassword, newPassword }) => {
    try {
      await fetchVoid('/api/me/password', { method: 'POST', json: { currentPassword, newPassword } });
      window.location.assign(next);
      await new Promise(() => undefined);
    } catch (error) {
      showProblem(error, fields, setError);
    }
  });
  return (
    <AuthCard
      title={firstTime ? 'Choose your password' : 'Change your password'}
      description={
        firstTime
          ? 'The one-time password has done its work. From now on you sign in with your own.'
          : 'Everywhere else you are signed in, you will be signed out.'
      }
    >
      <form method="post" onSubmit={submit} noValidate className="flex flex-col gap-4">
        {/* Password managers file the new password under this name. */}
        <input
          type="text"
          name="username"
          autoComplete="username"
          value={email}
          readOnly
          className="hidden"
        />
        <FormField
          control={control}
          name="currentPassword"
          label={firstTime ? 'One-time password' : 'Current password'}
          required
        >
          {(field) => <PasswordInput {...field} autoComplete="current-password" autoFocus />}
        </FormField>
        <FormField
          control={control}
          name="newPassword"
          label="New password"
          hint={`At least ${minPasswordLength} characters. A sentence is easier to remember than symbols.`}
          required
        >
          {(field) => <PasswordInput {...field} autoComplete="new-password" />}
        </FormField>
        <FormField control={control} name="again" label="New password again" required>
          {(field) => <PasswordInput {...field} autoComplete="new-password" />}
        </FormField>
        <FormError>{formState.errors.root?.message}</FormError>
        <Button type="submit" variant="primary" busy={formState.isSubmitting} className="mt-1 w-full">
          {firstTime ? 'Set password and continue' : 'Change password'}
        </Button>
      </form>
    </AuthCard>
  );
}
