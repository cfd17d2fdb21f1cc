import { recordAudit } from '../audit/index.ts';
import { notFound } from '../platform/errors.ts';
import { assertMay, type Caller } from './caller.ts';
import { changeAccess } from './change-access.ts';
import { assertMayGive, keepingAnOwner } from './govern.ts';
import { findGrant, removeGrant, scopeOfRow } from './grant-store.ts';
import type { Holder } from './schemas.ts';
import { scopeText } from './scope-text.ts';

/** Takes a role away, in force with the holder's next request. */
export async function revokeGrant(caller: Caller, id: string): Promise<void> {
  assertMay(caller, 'access.write');
  await changeAccess(id, (tx) =>
    keepingAnOwner(tx, async () => {
      const grant = await findGrant(tx, id);
      const holder: Holder | null = grant?.user
        ? { userId: grant.user.id }
        : grant?.team
          ? { teamId: grant.team.id }
          : null;
      if (grant === null || holder === null) throw notFound('This grant');
      await assertMayGive(tx, caller, grant.role, holder);
      await removeGrant(tx, id);
      await recordAudit(tx, caller, {
        action: 'grant.revoked',
        subject: {
          kind: 'grant',
          id,
          name: `${grant.role} for ${grant.user?.email ?? grant.team?.name ?? ''}`,
        },
        before: { role: grant.role, scope: scopeText(scopeOfRow(grant)) },
      });
    }),
  );
}
