import type { z } from 'zod';
import { prisma } from '../platform/db.ts';
import { notFound } from '../platform/errors.ts';
import { assertMay, type Caller } from './caller.ts';
import { teamSummary } from './save-team.ts';
import type { ListTeamsQuery, TeamSummary, teamListSchema } from './schemas.ts';
import { findTeam, findTeams } from './team-store.ts';

export async function listTeams(
  caller: Caller,
  query: ListTeamsQuery,
): Promise<z.input<typeof teamListSchema>> {
  assertMay(caller, 'access.read');
  const { rows, total } = await findTeams(query);
  return { items: rows.map(teamSummary), total };
}

export async function getTeam(caller: Caller, id: string): Promise<TeamSummary> {
  assertMay(caller, 'access.read');
  const team = await findTeam(prisma(), id);
  if (team === null) throw notFound('This team');
  return teamSummary(team);
}
