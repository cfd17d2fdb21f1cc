'use client';

import { useState } from 'react';
import { PasswordInput } from '#components/access/password-input.tsx';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { FormError } from '#components/ui/form-error.tsx';
import { Input } from '#components/ui/input.tsx';
import { describeError } from '#lib/client/api.ts';
import type { Proof } from './queries.ts';

interface ProofFormProps {
  submitLabel: string;
  tone: 'primary' | 'danger';
  busy: boolean;
  error: Error | null;
  onProof: (proof: Proof) => void;
}

/** Password and code, asked for before a second factor is changed. */
export function ProofForm({ submitLabel, tone, busy, error, onProof }: ProofFormProps) {
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  return (
    <form
      method="post"
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        onProof({ password, code });
      }}
    >
      <Field label="Your password" required>
        {(field) => (
          <PasswordInput
            {...field}
            value={password}
            onChange={(event) => setPassword(event.target.value)}
            autoComplete="current-password"
          />
        )}
      </Field>
      <Field label="Code of the app, or a recovery code" required>
        {(field) => (
          <Input
            {...field}
            value={code}
            onChange={(event) => setCode(event.target.value)}
            autoComplete="one-time-code"
            autoCapitalize="none"
            spellCheck={false}
          />
        )}
      </Field>
      <FormError>{error ? describeError(error).message : undefined}</FormError>
      <Button type="submit" variant={tone} busy={busy}>
        {submitLabel}
      </Button>
    </form>
  );
}
