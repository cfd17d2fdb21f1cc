import type { Tx } from '../platform/db.ts';

/** What stands where a person was. */
export const erasedName = 'Erased person';

/**
 * Leaves an anonymous account that nobody can sign in to: no address, name, password, role or team; its keys open
 * nothing. The row stays, so that what refers to it keeps meaning "one and the same person".
 */
export async function anonymiseAccount(tx: Tx, id: string): Promise<void> {
  const before = await tx.user.findUnique({ where: { id }, select: { email: true } });
  if (before !== null) await tx.invitation.deleteMany({ where: { email: before.email } });
  await tx.$executeRaw`
    UPDATE "user" SET email = 'erased-' || id || '@erased.invalid', name = ${erasedName}, password_hash = '!',
      must_change_password = false, failed_sign_ins = 0, locked_until = NULL, last_sign_in_at = NULL,
      disabled_at = coalesce(disabled_at, now()), updated_at = now(),
      sessions_valid_after = clock_timestamp() + interval '1 millisecond'
    WHERE id = ${id}::uuid`;
  await tx.$executeRaw`
    UPDATE api_key SET name = 'Erased key', prefix = '', hash = decode(replace(gen_random_uuid()::text, '-', ''), 'hex'),
      revoked_at = coalesce(revoked_at, now())
    WHERE owner_id = ${id}::uuid`;
  await tx.grant.deleteMany({ where: { userId: id } });
  await tx.teamMember.deleteMany({ where: { userId: id } });
  // Addresses, browsers and who the person is elsewhere.
  await tx.signInSession.deleteMany({ where: { userId: id } });
  await tx.signInStep.deleteMany({ where: { userId: id } });
  await tx.secondFactor.deleteMany({ where: { userId: id } });
  await tx.recoveryCode.deleteMany({ where: { userId: id } });
  await tx.userIdentity.deleteMany({ where: { userId: id } });
}
