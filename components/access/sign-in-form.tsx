'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { Button } from '#components/ui/button.tsx';
import { FormField } from '#components/ui/field.tsx';
import { FormError } from '#components/ui/form-error.tsx';
import { Input } from '#components/ui/input.tsx';
import { addressSchema, type SignIn, type SignInButton, signInSchema } from '#lib/access/schemas.ts';
import { ApiError, describeError, fetchJson, fetchVoid } from '#lib/client/api.ts';
import { AuthCard } from './auth-card.tsx';
import { PasswordInput } from './password-input.tsx';

interface SignInFormProps {
  /** Local path to go to afterwards. */
  next: string;
  /** Why the last try failed, when it was made without scripts. */
  problem?: string;
  /** Identity providers to sign in with instead. */
  providers: readonly SignInButton[];
}

const callback = '/api/auth/callback/credentials';

export function SignInForm({ next, problem, providers }: SignInFormProps) {
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
      if (error instanceof ApiError && error.reason === 'second_factor_needed') {
        window.location.assign(`/sign-in/code?next=${encodeURIComponent(next)}`);
        await new Promise(() => undefined);
      }
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
      {providers.length > 0 && (
        <div className="mt-4 flex flex-col gap-2 border-border border-t pt-4">
          {providers.map(({ slug, name }) => (
            <Button
              key={slug}
              className="w-full"
              onClick={() =>
                leaveFor(slug, next).catch((error: unknown) =>
                  setError('root', { message: describeError(error).message }),
                )
              }
            >
              Sign in with {name}
            </Button>
          ))}
        </div>
      )}
      <p className="mt-4 text-muted-foreground text-sm">
        No account, or the password forgotten? An administrator can add you or reset it.
      </p>
    </AuthCard>
  );
}

async function leaveFor(slug: string, next: string): Promise<void> {
  const json = { slug, next };
  const { url } = await fetchJson('/api/sign-in/identity-provider', addressSchema, { method: 'POST', json });
  window.location.assign(url);
}

async function signIn(values: SignIn): Promise<void> {
  const { csrfToken } = await fetchJson('/api/auth/csrf', z.object({ csrfToken: z.string() }));
  await fetchVoid(callback, { method: 'POST', json: { ...values, csrfToken, json: true } });
}
