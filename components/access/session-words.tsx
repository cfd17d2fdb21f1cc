import { RelativeTime } from '#components/ui/relative-time.tsx';
import type { SessionSummary } from '#lib/access/schemas.ts';

const ways = {
  credentials: 'password',
  oidc: 'identity provider',
  invitation: 'invitation',
} as const satisfies Record<SessionSummary['method'], string>;

/** From where, since when and how somebody is signed in. */
export function SessionWords({ session }: { session: SessionSummary }) {
  const way = session.secondFactor ? `${ways[session.method]} and code` : ways[session.method];
  return (
    <>
      {session.address ?? 'Unknown address'} · signed in <RelativeTime at={session.createdAt} /> with {way} ·
      last seen <RelativeTime at={session.lastSeenAt} />
    </>
  );
}
