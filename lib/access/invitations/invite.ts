import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { recordAudit } from '../../audit/index.ts';
import { randomToken } from '../../platform/crypto.ts';
import { prisma, type Tx, transaction } from '../../platform/db.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { assertMay, type Caller, userIdOf } from '../caller.ts';
import { assertMayGive, assertMayStaff, assertNotOwnTeam } from '../govern.ts';
import { consoleOrigin } from '../identity-providers/callback-url.ts';
import type {
  CreatedInvitation,
  createInvitationSchema,
  invitationListSchema,
  ListInvitationsQuery,
} from '../schemas.ts';
import { scopeText } from '../scope-text.ts';
import { findUserByEmail } from '../user-store.ts';
import {
  findInvitation,
  findInvitations,
  findTeamNames,
  insertInvitation,
  markRevoked,
} from './invitation-store.ts';
import { presentInvitation } from './present-invitation.ts';

const days = 7;

export function hashInvitation(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(token).digest());
}

/** Sends the link to the person, as part of the transaction; false where no e-mail is sent. */
export type SendInvitation = (tx: Tx, to: { email: string; name: string; path: string }) => Promise<boolean>;

/** Invites a person under the rules of giving roles. The link is in the answer (and the e-mail) and nowhere else. */
export async function invite(
  caller: Caller,
  input: z.output<typeof createInvitationSchema>,
  send: SendInvitation,
): Promise<CreatedInvitation> {
  assertMay(caller, 'access.write');
  const { email, name, role, scope, teamIds } = input;
  if ((await findUserByEmail(email)) !== null) throw taken(email);
  const token = randomToken(32);
  const path = `/invite/${token}`;
  const id = newId();
  return transaction(async (tx) => {
    // The invited person is nobody yet, so the rules see a stranger.
    if (role !== null) await assertMayGive(tx, caller, role, { userId: id });
    const teams = await findTeamNames(tx, teamIds);
    if (teams.length !== new Set(teamIds).size) throw notFound('This team');
    for (const team of teams) {
      await assertNotOwnTeam(tx, caller, team.id);
      await assertMayStaff(tx, caller, team.id);
    }
    const row = await insertInvitation(tx, {
      id,
      email,
      name,
      hash: hashInvitation(token),
      role,
      scopeKind: scope.kind,
      scopeName: scope.kind === 'everything' ? '' : scope.name,
      teamIds: teams.map((team) => team.id),
      createdBy: userIdOf(caller),
      expiresAt: new Date(Date.now() + days * 24 * 3600 * 1000),
    });
    const mailed = await send(tx, { email, name, path });
    await recordAudit(tx, caller, {
      action: 'invitation.created',
      subject: { kind: 'invitation', id, name: email },
      after: { role, scope: scopeText(scope), teams: teams.map((team) => team.name), mailed },
    });
    return { invitation: presentInvitation(row, teams), link: `${consoleOrigin()}${path}`, mailed };
  });
}

export async function listInvitations(
  caller: Caller,
  query: ListInvitationsQuery,
): Promise<z.input<typeof invitationListSchema>> {
  assertMay(caller, 'access.read');
  const { rows, total } = await findInvitations(query);
  const teams = await findTeamNames(prisma(), [...new Set(rows.flatMap((row) => row.teamIds))]);
  return { items: rows.map((row) => presentInvitation(row, teams)), total };
}

/** The link opens nothing any more. */
export async function revokeInvitation(caller: Caller, id: string): Promise<void> {
  assertMay(caller, 'access.write');
  await transaction(async (tx) => {
    const invitation = await findInvitation(tx, id);
    if (invitation === null || !(await markRevoked(tx, id))) throw notFound('This invitation');
    const subject = { kind: 'invitation', id, name: invitation.email };
    await recordAudit(tx, caller, { action: 'invitation.revoked', subject });
  });
}

function taken(email: string): AppError {
  const message = `${email} has an account already.`;
  return new AppError('conflict', message, { issues: [{ path: 'email', message }] });
}
