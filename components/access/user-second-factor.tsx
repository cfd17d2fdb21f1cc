'use client';

import { useState } from 'react';
import { toast } from 'sonner';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { FormError } from '#components/ui/form-error.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { SecondFactorState } from '#lib/access/schemas.ts';
import { describeError } from '#lib/client/api.ts';
import { useResetSecondFactor, useSecondFactorOf } from './user-sign-in-queries.ts';

interface UserSecondFactorProps {
  user: { id: string; name: string };
  /** Whether the person at the screen may take it away. */
  governs: boolean;
}

/** Whether somebody signs in with a second factor, and its reset for whoever lost phone and recovery codes. */
export function UserSecondFactor({ user, governs }: UserSecondFactorProps) {
  const state = useSecondFactorOf(user.id);
  const reset = useResetSecondFactor(user.id);
  const [asking, setAsking] = useState(false);
  const close = () => {
    reset.reset();
    setAsking(false);
  };
  const onSuccess = () => {
    close();
    toast.success(`The second factor of ${user.name} is reset.`);
  };
  return (
    <section className="flex flex-col gap-2">
      <div className="flex items-center justify-between gap-2">
        <h3 className="flex items-center gap-2 font-semibold">
          Second factor {state.data?.required && <Badge>asked for by a role</Badge>}
        </h3>
        {governs && state.data?.enrolled && (
          <Button size="sm" onClick={() => setAsking(true)}>
            Reset
          </Button>
        )}
      </div>
      {state.error && <ErrorState error={state.error} onRetry={() => void state.refetch()} />}
      {state.isPending && <Skeleton className="h-5" />}
      {state.data && (
        <p className="text-muted-foreground text-sm">
          <StateWords state={state.data} />
        </p>
      )}
      <ConfirmDialog
        open={asking}
        onOpenChange={(open) => !open && close()}
        title={`Reset the second factor of ${user.name}?`}
        confirmLabel="Reset second factor"
        busy={reset.isPending}
        onConfirm={() => reset.mutate(undefined, { onSuccess })}
      >
        <p>
          Their authenticator app and recovery codes stop working, and all their sessions end. From then on
          the password alone lets them in{state.data?.required && ', until they have set up another at once'}.
          Make sure that it is really they who ask.
        </p>
        {reset.error && <FormError>{describeError(reset.error).message}</FormError>}
      </ConfirmDialog>
    </section>
  );
}

function StateWords({ state }: { state: SecondFactorState }) {
  if (!state.enrolled) return state.required ? 'None yet; asked for at the next sign-in.' : 'None.';
  return (
    <>
      An authenticator app, set up <RelativeTime at={state.confirmedAt} />. {state.recoveryCodesLeft} of 10
      recovery codes left.
    </>
  );
}
