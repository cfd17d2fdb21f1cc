'use client';

import { Trash2 } from 'lucide-react';
import { toast } from 'sonner';
import { Badge } from '#components/ui/badge.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import type { GrantSummary } from '#lib/access/schemas.ts';
import { describeError } from '#lib/client/api.ts';
import { useRevokeGrant } from './governance-queries.ts';
import { ScopeText } from './scope-words.tsx';
import { roleLabel } from './words.ts';

interface GrantListProps {
  grants: readonly GrantSummary[];
  /** What is said when there are none. */
  empty: string;
  /** Absent where grants are only read. */
  revocable?: (grant: GrantSummary) => boolean;
}

/** Grants as sentences: "App team in staging, through Payments". */
export function GrantList({ grants, empty, revocable }: GrantListProps) {
  const revoke = useRevokeGrant();
  const takeAway = async (grant: GrantSummary) => {
    try {
      await revoke.mutateAsync(grant.id);
      toast.success(`${roleLabel(grant.role)} was revoked.`, {
        description: 'In force with the next request.',
      });
    } catch (error) {
      toast.error('The role was not revoked.', { description: describeError(error).message });
    }
  };
  if (grants.length === 0) return <p className="text-muted-foreground text-sm">{empty}</p>;
  return (
    <ul className="divide-y divide-border rounded-md border border-border">
      {grants.map((grant) => (
        <li key={grant.id} className="flex min-h-10 items-center justify-between gap-3 px-3 py-1.5">
          <span className="flex min-w-0 flex-wrap items-center gap-x-1.5 gap-y-1">
            <span className="font-medium">{roleLabel(grant.role)}</span>
            <ScopeText scope={grant.scope} />
            {grant.team && <span className="text-muted-foreground">through {grant.team.name}</span>}
            {grant.source === 'identity-provider' && <Badge>from the identity provider</Badge>}
            {grant.expiresAt && (
              <span className="text-muted-foreground text-sm">
                ends <RelativeTime at={grant.expiresAt} />
              </span>
            )}
          </span>
          {revocable?.(grant) && (
            <IconButton
              label={`Revoke ${roleLabel(grant.role)}`}
              icon={<Trash2 aria-hidden />}
              onClick={() => void takeAway(grant)}
            />
          )}
        </li>
      ))}
    </ul>
  );
}
