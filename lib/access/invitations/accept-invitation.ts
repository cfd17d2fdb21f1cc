import { recordAudit } from '../../audit/index.ts';
import { isUniqueViolation, prisma, type Tx } from '../../platform/db.ts';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { changeAccess } from '../change-access.ts';
import { insertGrant, isOwner } from '../grant-store.ts';
import { hashPassword } from '../password-hash.ts';
import { passwordIssue } from '../password-rules.ts';
import { teamHoldsRole } from '../role-store.ts';
import type { AcceptInvitation } from '../schemas.ts';
import type { Session } from '../session-token.ts';
import type { Browser } from '../sessions/browser.ts';
import { openSession } from '../sessions/open-session.ts';
import { countAddress } from '../sign-in/count-address.ts';
import { assertStrong } from '../sign-in/password-strength.ts';
import { insertMember } from '../team-store.ts';
import { insertUser } from '../user-store.ts';
import { findOpen, findTeamNames, type InvitationRow, markAccepted } from './invitation-store.ts';
import { hashInvitation } from './invite.ts';
import { scopeOfInvitation } from './present-invitation.ts';

/** Whom a link invites, or null when it opens nothing (any more). */
export async function findInvited(token: string): Promise<{ email: string; name: string } | null> {
  const row = await findOpen(prisma(), hashInvitation(token));
  return row === null ? null : { email: row.email, name: row.name };
}

/** Makes the account the link stands for and signs in. Of all who try, one does. */
export async function acceptInvitation(input: AcceptInvitation, browser: Browser): Promise<Session> {
  const right = await countAddress(browser.address);
  const { name, password, token } = input;
  const invitation = await findOpen(prisma(), hashInvitation(token));
  if (invitation === null) throw over();
  await assertGood(password, { name, email: invitation.email });
  const passwordHash = await hashPassword(password);
  const id = newId();
  const session = await changeAccess(id, async (tx) => {
    if (!(await markAccepted(tx, invitation.id))) throw over();
    await insertUser(tx, { id, email: invitation.email, name, passwordHash, mustChangePassword: false });
    await give(tx, id, invitation);
    const actor = { kind: 'user', id, name, address: browser.address };
    const subject = { kind: 'user', id, name: invitation.email };
    await recordAudit(tx, actor, {
      action: 'invitation.accepted',
      subject,
      after: { role: invitation.role },
    });
    return openSession(tx, id, browser, { method: 'invitation', secondFactor: false });
  }).catch((error: unknown) => {
    throw isUniqueViolation(error) ? over() : error;
  });
  await right();
  return session;
}

async function give(tx: Tx, userId: string, invitation: InvitationRow): Promise<void> {
  const { role, createdBy } = invitation;
  const teams = await findTeamNames(tx, invitation.teamIds);
  // Whoever invited an owner must still be one: the invitation is not worth more than its maker.
  const byOwner = createdBy !== null && (await isOwner(tx, createdBy));
  if (!byOwner && (await makesOwner(tx, role, teams))) throw over();
  if (role !== null) {
    const grant = { id: newId(), holder: { userId }, role, scope: scopeOfInvitation(invitation), createdBy };
    await insertGrant(tx, { ...grant, source: 'manual', expiresAt: null });
  }
  for (const { id: teamId } of teams) {
    await insertMember(tx, { teamId, userId, source: 'manual' });
  }
}

async function makesOwner(tx: Tx, role: string | null, teams: readonly { id: string }[]): Promise<boolean> {
  if (role === 'owner') return true;
  for (const { id } of teams) if (await teamHoldsRole(tx, id, 'owner')) return true;
  return false;
}

async function assertGood(password: string, person: { name: string; email: string }): Promise<void> {
  const issue = passwordIssue(password, person.email);
  if (issue !== null) {
    const details = { reason: 'unacceptable_password', issues: [{ path: 'password', message: issue }] };
    throw new AppError('invalid', issue, details);
  }
  await assertStrong(password, person, 'password');
}

function over(): AppError {
  return new AppError(
    'not_found',
    'This invitation was used, taken back or has expired. Ask whoever invited you for a new one.',
    { reason: 'invitation_over' },
  );
}
