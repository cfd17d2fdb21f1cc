'use client';

import { toast } from 'sonner';
import { SessionWords } from '#components/access/session-words.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { SessionSummary } from '#lib/access/schemas.ts';
import { describeError } from '#lib/client/api.ts';
import { useRevokeOthers, useRevokeSession, useSessions } from './queries.ts';

export function SessionsSection() {
  const sessions = useSessions();
  const revokeOthers = useRevokeOthers();
  if (sessions.error) return <p role="alert">{describeError(sessions.error).message}</p>;
  if (sessions.data === undefined) return <Skeleton className="h-24" />;
  const { items } = sessions.data;
  return (
    <>
      <ul aria-label="Sessions" className="divide-y divide-border rounded-md border border-border bg-surface">
        {items.map((session) => (
          <SessionItem key={session.id} session={session} />
        ))}
      </ul>
      {items.length > 1 && (
        <Button
          className="mt-3"
          busy={revokeOthers.isPending}
          onClick={() => revokeOthers.mutate(undefined, { onError: tell })}
        >
          End all other sessions
        </Button>
      )}
    </>
  );
}

function SessionItem({ session }: { session: SessionSummary }) {
  const revoke = useRevokeSession();
  return (
    <li className="flex flex-wrap items-center gap-3 px-4 py-3">
      <div className="min-w-0 flex-1">
        <p className="font-medium">
          {session.browser} {session.current && <Badge>This browser</Badge>}
        </p>
        <p className="text-muted-foreground text-sm">
          <SessionWords session={session} />
        </p>
      </div>
      {!session.current && (
        <Button
          busy={revoke.isPending}
          onClick={() => revoke.mutate(session.id, { onError: tell })}
          aria-label={`End the session of ${session.browser}`}
        >
          End
        </Button>
      )}
    </li>
  );
}

function tell(error: unknown): void {
  toast.error('The session was not ended.', { description: describeError(error).message });
}
