'use client';

import { toast } from 'sonner';
import { Button } from '#components/ui/button.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { SessionSummary } from '#lib/access/schemas.ts';
import { describeError } from '#lib/client/api.ts';
import { SessionWords } from './session-words.tsx';
import { useEndSessionOf, useEndSessionsOf, useSessionsOf } from './user-sign-in-queries.ts';

interface UserSessionsProps {
  userId: string;
  /** Whether the person at the screen may end them. */
  governs: boolean;
}

const shown = 20;

/** Where somebody is signed in, the latest first. */
export function UserSessions({ userId, governs }: UserSessionsProps) {
  const sessions = useSessionsOf(userId, shown);
  const endAll = useEndSessionsOf(userId);
  return (
    <section className="flex flex-col gap-2">
      <div className="flex items-center justify-between gap-2">
        <h3 className="font-semibold">Sessions</h3>
        {governs && (sessions.data?.total ?? 0) > 1 && (
          <Button
            size="sm"
            busy={endAll.isPending}
            onClick={() =>
              endAll.mutate(undefined, {
                onSuccess: ({ ended }) => toast.success(`${ended} sessions ended.`),
                onError: tell,
              })
            }
          >
            End all sessions
          </Button>
        )}
      </div>
      {sessions.error && <ErrorState error={sessions.error} onRetry={() => void sessions.refetch()} />}
      {sessions.isPending && <Skeleton className="h-16" />}
      {sessions.data?.total === 0 && <p className="text-muted-foreground text-sm">Not signed in anywhere.</p>}
      {sessions.data !== undefined && sessions.data.total > 0 && (
        <ul aria-label="Sessions" className="divide-y divide-border rounded-md border border-border">
          {sessions.data.items.map((session) => (
            <SessionItem key={session.id} userId={userId} session={session} governs={governs} />
          ))}
        </ul>
      )}
      {sessions.data !== undefined && sessions.data.total > shown && (
        <p className="text-muted-foreground text-sm">
          The latest {shown} of {sessions.data.total}.
        </p>
      )}
    </section>
  );
}

function SessionItem({ userId, session, governs }: UserSessionsProps & { session: SessionSummary }) {
  const end = useEndSessionOf(userId);
  return (
    <li className="flex items-center gap-3 px-3 py-2">
      <div className="min-w-0 flex-1">
        <p className="font-medium">{session.browser}</p>
        <p className="text-muted-foreground text-sm">
          <SessionWords session={session} />
        </p>
      </div>
      {governs && (
        <Button
          size="sm"
          busy={end.isPending}
          aria-label={`End the session of ${session.browser}`}
          onClick={() => end.mutate(session.id, { onError: tell })}
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
