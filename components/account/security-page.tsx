'use client';

import Link from 'next/link';
import { type ReactNode, useState } from 'react';
import { FormError } from '#components/access/form-error.tsx';
import { PasswordInput } from '#components/access/password-input.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { describeError } from '#lib/client/api.ts';
import { Enrolment } from './enrolment.tsx';
import { useRefreshSecurity, useRemoveSecondFactor, useSecondFactor } from './queries.ts';
import { SessionsSection } from './sessions-section.tsx';

export function SecurityPage() {
  return (
    <>
      <PageHeader title="Security" description="How you sign in, and where you are signed in." />
      <div className="flex max-w-3xl flex-col gap-8">
        <Section title="Password">
          <p className="mb-3 text-muted-foreground">A change ends all your other sessions.</p>
          <Button asChild>
            <Link href="/change-password?next=/account/security">Change password</Link>
          </Button>
        </Section>
        <Section title="Second factor">
          <SecondFactor />
        </Section>
        <Section title="Sessions">
          <SessionsSection />
        </Section>
      </div>
    </>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h2 className="mb-2 font-semibold text-lg">{title}</h2>
      {children}
    </section>
  );
}

function SecondFactor() {
  const state = useSecondFactor();
  const refresh = useRefreshSecurity();
  const [open, setOpen] = useState<'enrol' | 'remove' | null>(null);
  const close = () => {
    setOpen(null);
    void refresh();
  };
  if (state.error) return <FormError>{describeError(state.error).message}</FormError>;
  if (state.data === undefined) return <Skeleton className="h-16" />;
  const { enrolled, recoveryCodesLeft, confirmedAt, required } = state.data;
  return (
    <>
      <p className="mb-3 text-muted-foreground">
        {enrolled ? (
          <>
            An authenticator app, set up <RelativeTime at={confirmedAt} />. {recoveryCodesLeft} of 10 recovery
            codes left.
          </>
        ) : (
          'None. A code of an app on your phone keeps others out who know your password.'
        )}
      </p>
      {!enrolled && <Button onClick={() => setOpen('enrol')}>Set up</Button>}
      {enrolled && !required && <Button onClick={() => setOpen('remove')}>Remove</Button>}
      <Dialog
        open={open === 'enrol'}
        onOpenChange={(next) => !next && close()}
        size="sm"
        title="Set up a second factor"
        description="Your other sessions end."
      >
        <Enrolment onDone={close} />
      </Dialog>
      <Dialog
        open={open === 'remove'}
        onOpenChange={(next) => !next && close()}
        size="sm"
        title="Remove the second factor"
        description="From then on the password alone lets you in."
      >
        <RemoveForm onDone={close} />
      </Dialog>
    </>
  );
}

function RemoveForm({ onDone }: { onDone: () => void }) {
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const remove = useRemoveSecondFactor();
  return (
    <form
      method="post"
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        remove.mutate({ password, code }, { onSuccess: onDone });
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
          />
        )}
      </Field>
      <FormError>{remove.error ? describeError(remove.error).message : undefined}</FormError>
      <Button type="submit" variant="danger" busy={remove.isPending}>
        Remove second factor
      </Button>
    </form>
  );
}
