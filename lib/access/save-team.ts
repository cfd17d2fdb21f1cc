import type { z } from 'zod';
import { recordAudit } from '../audit/index.ts';
import { isUniqueViolation } from '../platform/db.ts';
import { AppError, notFound } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { assertMay, type Caller } from './caller.ts';
import { changeAccess } from './change-access.ts';
import type { saveTeamSchema, TeamSummary } from './schemas.ts';
import { findTeam, insertTeam, type TeamRow, updateTeamRow } from './team-store.ts';

/** Adds a team (`id` null) or renames one. */
export async function saveTeam(
  caller: Caller,
  id: string | null,
  input: z.output<typeof saveTeamSchema>,
): Promise<TeamSummary> {
  assertMay(caller, 'access.write');
  const key = id ?? newId();
  const saved = await changeAccess(key, async (tx) => {
    const before = id === null ? null : await findTeam(tx, id);
    if (id !== null && before === null) throw notFound('This team');
    const team =
      before === null ? await insertTeam(tx, { id: key, ...input }) : await updateTeamRow(tx, key, input);
    await recordAudit(tx, caller, {
      action: before === null ? 'team.created' : 'team.updated',
      subject: { kind: 'team', id: key, name: team.name },
      ...(before && { before: { name: before.name, description: before.description } }),
      after: { name: team.name, description: team.description },
    });
    return team;
  }).catch((error: unknown) => {
    if (!isUniqueViolation(error)) throw error;
    const message = `There is a team named "${input.name}" already. Choose another name.`;
    throw new AppError('conflict', message, { issues: [{ path: 'name', message }] });
  });
  return teamSummary(saved);
}

export function teamSummary({ id, name, description, createdAt, _count }: TeamRow): TeamSummary {
  return { id, name, description, members: _count.members, createdAt: createdAt.toISOString() };
}
