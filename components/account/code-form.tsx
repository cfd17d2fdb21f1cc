'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { AuthCard } from '#components/access/auth-card.tsx';
import { showProblem } from '#components/access/form-problems.ts';
import { Button } from '#components/ui/button.tsx';
import { FormField } from '#components/ui/field.tsx';
import { FormError } from '#components/ui/form-error.tsx';
import { Input } from '#components/ui/input.tsx';
import { type SecondStep, secondStepSchema } from '#lib/access/schemas.ts';
import { fetchVoid } from '#lib/client/api.ts';

/** The second half of a sign-in; `next` is a local path to go to afterwards. */
export function CodeForm({ next }: { next: string }) {
  const { control, handleSubmit, setError, formState } = useForm<SecondStep>({
    resolver: zodResolver(secondStepSchema),
    defaultValues: { code: '' },
  });
  const submit = handleSubmit(async (json) => {
    try {
      await fetchVoid('/api/sign-in/code', { method: 'POST', json });
      window.location.assign(next);
      await new Promise(() => undefined);
    } catch (error) {
      showProblem(error, ['code'], setError);
    }
  });
  return (
    <AuthCard title="Enter your code" description="Your authenticator app shows six digits for Slipway.">
      <form method="post" onSubmit={submit} noValidate className="flex flex-col gap-4">
        <FormField
          control={control}
          name="code"
          label="Code"
          hint="No phone at hand? Enter one of your recovery codes."
          required
        >
          {(field) => (
            <Input
              {...field}
              autoComplete="one-time-code"
              autoCapitalize="none"
              spellCheck={false}
              autoFocus
            />
          )}
        </FormField>
        <FormError>{formState.errors.root?.message}</FormError>
        <Button type="submit" variant="primary" busy={formState.isSubmitting} className="mt-1 w-full">
          Sign in
        </Button>
      </form>
      <p className="mt-4 text-muted-foreground text-sm">
        Lost both? An administrator can reset your second factor.{' '}
        <a href="/sign-in" className="text-accent-text underline underline-offset-2">
          Begin again
        </a>
      </p>
    </AuthCard>
  );
}
