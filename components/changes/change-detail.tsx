'use client';

import Link from 'next/link';
import { useState } from 'react';
import { toast } from 'sonner';
import { Button } from '#components/ui/button.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { Field } from '#components/ui/field.tsx';
import { FormError } from '#components/ui/form-error.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import type { Change } from '#lib/changes/schemas.ts';
import { describeError } from '#lib/client/api.ts';
import { ChangeDifference } from './change-difference.tsx';
import { ChangeStateBadge } from './change-state.tsx';
import { useChange, useDecide, useWithdraw } from './queries.ts';

export function ChangeDetail({ id }: { id: string }) {
  const change = useChange(id);
  if (change.error && !change.data) {
    return <ErrorState error={change.error} onRetry={() => void change.refetch()} />;
  }
  if (!change.data) return <Skeleton className="h-64" />;
  const { summary, state, place, reason, ticket, requestedBy, decidedBy, decidedAt, note, error } =
    change.data;
  const href = `/${place.kind === 'endpoint' ? 'endpoints' : 'models'}/${encodeURIComponent(place.name)}`;
  return (
    <div className="flex flex-col gap-5">
      <div className="flex flex-col gap-1.5">
        <ChangeStateBadge state={state} />
        <h3 className="font-semibold text-lg">{summary}</h3>
        <p className="text-muted-foreground text-sm">
          {requestedBy.name}, <RelativeTime at={change.data.createdAt} />
          {ticket !== '' && <> · {ticket}</>} ·{' '}
          <Link className="text-accent-text underline underline-offset-2" href={href}>
            {place.name}
          </Link>
        </p>
      </div>
      <blockquote className="whitespace-pre-wrap border-border-strong border-l-2 pl-3">{reason}</blockquote>
      <ChangeDifference before={change.data.before} after={change.data.after} />
      {decidedBy && (
        <p>
          {decidedBy.name} {state === 'refused' ? 'refused it' : 'approved it'}{' '}
          <RelativeTime at={decidedAt} />
          {note !== '' && <>: {note}</>}
        </p>
      )}
      <FormError>{error ?? undefined}</FormError>
      {state === 'pending' && <Decision change={change.data} />}
    </div>
  );
}

function Decision({ change: { id, may, whyNot, expiresAt } }: { change: Change }) {
  const decide = useDecide(id);
  const withdraw = useWithdraw(id);
  const [note, setNote] = useState('');
  const settle = (decision: 'approve' | 'refuse') =>
    decide.mutate(
      { decision, note },
      {
        onSuccess: ({ state }) => {
          if (state === 'applied') toast.success('Approved. The change is made.');
          else if (state === 'refused') toast.success('Refused. Nothing was changed.');
        },
      },
    );
  const problem = decide.error ?? withdraw.error;
  return (
    <section aria-label="Decision" className="flex flex-col gap-3 border-border border-t pt-4">
      {may.decide && (
        <>
          <p className="text-muted-foreground text-sm">
            Approving makes the change at once, in your name and with every check it would have had.
          </p>
          <Field label="Note">
            {(control) => (
              <Textarea
                {...control}
                rows={2}
                maxLength={2000}
                value={note}
                onChange={(event) => setNote(event.target.value)}
              />
            )}
          </Field>
        </>
      )}
      {whyNot && <p className="text-muted-foreground text-sm">{whyNot}</p>}
      {problem && <FormError>{describeError(problem).message}</FormError>}
      <div className="flex flex-wrap items-center justify-end gap-2">
        <span className="mr-auto text-muted-foreground text-sm">
          Waits until <RelativeTime at={expiresAt} />
        </span>
        {may.withdraw && (
          <Button busy={withdraw.isPending} onClick={() => withdraw.mutate()}>
            Withdraw
          </Button>
        )}
        {may.decide && (
          <>
            <Button variant="danger" busy={decide.isPending} onClick={() => settle('refuse')}>
              Refuse
            </Button>
            <Button variant="primary" busy={decide.isPending} onClick={() => settle('approve')}>
              Approve and make it
            </Button>
          </>
        )}
      </div>
    </section>
  );
}
