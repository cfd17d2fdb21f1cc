'use client';

import { useState } from 'react';
import { SecretText } from '#components/access/one-time-password-dialog.tsx';
import { PasswordInput } from '#components/access/password-input.tsx';
import { Button } from '#components/ui/button.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { Field } from '#components/ui/field.tsx';
import { FormError } from '#components/ui/form-error.tsx';
import { Input } from '#components/ui/input.tsx';
import type { Enrolment as Begun } from '#lib/access/schemas.ts';
import { describeError } from '#lib/client/api.ts';
import { useBeginEnrolment, useConfirmEnrolment } from './queries.ts';

/** Password, QR code with a first code, recovery codes: three steps, one after the other. */
export function Enrolment({ onDone }: { onDone: () => void }) {
  const [begun, setBegun] = useState<Begun | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  if (codes !== null) return <RecoveryCodes codes={codes} onDone={onDone} />;
  if (begun !== null) return <ConfirmStep begun={begun} onConfirmed={setCodes} />;
  return <PasswordStep onBegun={setBegun} />;
}

function PasswordStep({ onBegun }: { onBegun: (begun: Begun) => void }) {
  const [password, setPassword] = useState('');
  const begin = useBeginEnrolment();
  return (
    <form
      method="post"
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        begin.mutate(password, { onSuccess: onBegun });
      }}
    >
      <Field label="Your password" required>
        {(field) => (
          <PasswordInput
            {...field}
            value={password}
            onChange={(event) => setPassword(event.target.value)}
            autoComplete="current-password"
            autoFocus
          />
        )}
      </Field>
      <FormError>{begin.error ? describeError(begin.error).message : undefined}</FormError>
      <Button type="submit" variant="primary" busy={begin.isPending}>
        Set up authenticator app
      </Button>
    </form>
  );
}

interface ConfirmStepProps {
  begun: Begun;
  onConfirmed: (codes: readonly string[]) => void;
}

function ConfirmStep({ begun, onConfirmed }: ConfirmStepProps) {
  const [code, setCode] = useState('');
  const confirm = useConfirmEnrolment();
  return (
    <form
      method="post"
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        confirm.mutate(code, { onSuccess: ({ recoveryCodes }) => onConfirmed(recoveryCodes) });
      }}
    >
      <p>Scan this with an authenticator app, or type the key into it.</p>
      {/* biome-ignore lint/performance/noImgElement: made here, nothing to optimise */}
      <img
        src={`data:image/svg+xml;utf8,${encodeURIComponent(begun.svg)}`}
        alt="QR code for an authenticator app"
        className="size-44 rounded-md bg-white"
      />
      <SecretText value={begun.secret} label="Copy key" />
      <Field label="Code shown by the app" required>
        {(field) => (
          <Input
            {...field}
            value={code}
            onChange={(event) => setCode(event.target.value)}
            inputMode="numeric"
            autoFocus
            autoComplete="one-time-code"
          />
        )}
      </Field>
      <FormError>{confirm.error ? describeError(confirm.error).message : undefined}</FormError>
      <Button type="submit" variant="primary" busy={confirm.isPending}>
        Confirm
      </Button>
    </form>
  );
}

interface RecoveryCodesProps {
  codes: readonly string[];
  onDone: () => void;
}

export function RecoveryCodes({ codes, onDone }: RecoveryCodesProps) {
  return (
    <div className="flex flex-col gap-4">
      <p>
        Keep these recovery codes where you find them without your phone. Each works once, and they are shown
        here and now only.
      </p>
      <ul aria-label="Recovery codes" className="grid gap-1 font-mono text-sm sm:grid-cols-2">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex items-center gap-2">
        <Button variant="primary" onClick={onDone}>
          I have kept them
        </Button>
        <CopyButton value={codes.join('\n')} label="Copy recovery codes" />
      </div>
    </div>
  );
}
