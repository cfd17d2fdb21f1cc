'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { Button } from '#components/ui/button.tsx';
import { FormField } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { type SignIn, signInSchema } from '#lib/access/schemas.ts';
import { describeError, fetchJson, fetchVoid } from '#lib/client/api.ts';
import { AuthCard } from './auth-card.tsx';
import { FormError } from './form-error.tsx';
import { PasswordInput } from './password-input.tsx';

interface SignInFormProps {
  /** Local path to go to afterwards. */
  next: string;
  /** Why the last try failed, when it was made without scripts. */
  problem?: string;
}

const callback = '/api/auth/callback/credentials';

export function SignInForm({ next, problem }: SignInFormProps) {
  const { control, handleSubmit, setError, setFocus, resetField, formState } = useForm<SignIn>({
    resolver: zodResolver(signInSchema),
    defaultValues: { email: '', password: '' },
  });
  const submit = handleSubmit(async (values) => {
    try {
      await signIn(values);
      // A full load: nothing of what was there before signing in stays in memory.
      window.location.assign(next);
      await new Promise(() => undefined);
    } catch (error) {
      resetField('password');
      setError('root', { message: describeError(error).message });
      setFocus('password');
    }
  });
  return (
    <AuthCard title="Sign in" description="Deploy, watch and take back your RAG and LLM applications.">
      {/* Sent before the script is there, the password must not land in the address. */}
      <form method="post" action={callback} onSubmit={submit} noValidate className="flex flex-col gap-4">
        <FormField control={control} name="email" label="E-mail" required>
          {(field) => (
            <Input
              {...field}
              type="email"
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              autoFocus
            />
          )}
        </FormField>
        <FormField control={control} name="password" label="Password" required>
          {(field) => <PasswordInput {...field} autoComplete="current-password" />}
        </FormField>
        <FormError>
          {formState.errors.root?.message ?? (formState.isSubmitted ? undefined : problem)}
        </FormError>
        <Button type="submit" variant="primary" busy={formState.isSubmitting} className="mt-1 w-full">
          Sign in
        </Button>
      </form>
      <p className="mt-4 text-muted-foreground text-sm">
        No account, or the password forgotten? An administrator can add you or reset it.
      </p>
    </AuthCard>
  );
}

async function signIn(values: SignIn): Promise<void> {
  const { csrfToken } = await fetchJson('/api/auth/csrf', z.object({ csrfToken: z.string() }));
  await fetchVoid(callback, { method: 'POST', json: { ...values, csrfToken, json: true } });
}
