'use client';

import { useState } from 'react';
import { StatusBadge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { SecondFactorState } from '#lib/access/schemas.ts';
import { Enrolment, RecoveryCodes } from './enrolment.tsx';
import { ProofForm } from './proof-form.tsx';
import {
  useRefreshSecurity,
  useRemoveSecondFactor,
  useRenewRecoveryCodes,
  useSecondFactor,
} from './queries.ts';

const dialogs = {
  enrol: { title: 'Set up a second factor', description: 'Your other sessions end.' },
  renew: { title: 'Make new recovery codes', description: 'The old ones stop working.' },
  remove: {
    title: 'Remove the second factor',
    description: 'From then on the password alone lets you in.',
  },
} as const;

export function SecondFactorSection() {
  const state = useSecondFactor();
  const refresh = useRefreshSecurity();
  const [open, setOpen] = useState<keyof typeof dialogs | null>(null);
  const close = () => {
    setOpen(null);
    void refresh();
  };
  if (state.error) return <ErrorState error={state.error} onRetry={() => void state.refetch()} />;
  if (state.data === undefined) return <Skeleton className="h-16" />;
  const { enrolled, required } = state.data;
  return (
    <>
      <p className="mb-3 text-muted-foreground">
        <StateWords state={state.data} />
      </p>
      <div className="flex flex-wrap gap-2">
        {!enrolled && <Button onClick={() => setOpen('enrol')}>Set up second factor</Button>}
        {enrolled && <Button onClick={() => setOpen('renew')}>Make new recovery codes</Button>}
        {enrolled && !required && <Button onClick={() => setOpen('remove')}>Remove second factor</Button>}
      </div>
      {open !== null && (
        <Dialog open onOpenChange={(next) => !next && close()} size="sm" {...dialogs[open]}>
          {open === 'enrol' && <Enrolment onDone={close} />}
          {open === 'renew' && <RenewForm onDone={close} />}
          {open === 'remove' && <RemoveForm onDone={close} />}
        </Dialog>
      )}
    </>
  );
}

function StateWords({ state }: { state: SecondFactorState }) {
  const { enrolled, confirmedAt, recoveryCodesLeft, required } = state;
  if (!enrolled) return 'None. A code of an app on your phone keeps others out who know your password.';
  return (
    <>
      An authenticator app, set up <RelativeTime at={confirmedAt} />. {recoveryCodesLeft} of 10 recovery codes
      left. {required && 'Your role asks for it, so it stays. '}
      {recoveryCodesLeft <= 3 && <StatusBadge tone="warn">make new ones</StatusBadge>}
    </>
  );
}

function RenewForm({ onDone }: { onDone: () => void }) {
  const renew = useRenewRecoveryCodes();
  if (renew.data) return <RecoveryCodes codes={renew.data.recoveryCodes} onDone={onDone} />;
  return (
    <ProofForm
      submitLabel="Make new recovery codes"
      tone="primary"
      busy={renew.isPending}
      error={renew.error}
      onProof={renew.mutate}
    />
  );
}

function RemoveForm({ onDone }: { onDone: () => void }) {
  const remove = useRemoveSecondFactor();
  return (
    <ProofForm
      submitLabel="Remove second factor"
      tone="danger"
      busy={remove.isPending}
      error={remove.error}
      onProof={(proof) => remove.mutate(proof, { onSuccess: onDone })}
    />
  );
}
