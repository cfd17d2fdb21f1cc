import type { z } from 'zod';
import { prisma } from '../platform/db.ts';
import { notFound } from '../platform/errors.ts';
import { assertMay, type Caller } from './caller.ts';
import { compileAccess } from './compile-access.ts';
import { findGrantsOf, findHeld } from './grant-store.ts';
import { reachToJson } from './reach.ts';
import type { accessDescriptionSchema } from './schemas.ts';
import { grantSummary, userSummary } from './summaries.ts';
import { findTeamsOf } from './team-store.ts';
import { findUser } from './user-store.ts';

/** What somebody may do and where, with every grant it comes from. A disabled account may do nothing until enabled. */
export async function describeAccess(
  caller: Caller,
  userId: string,
): Promise<z.input<typeof accessDescriptionSchema>> {
  assertMay(caller, 'access.read');
  const [user, teams, grants, { held }] = await Promise.all([
    findUser(prisma(), userId),
    findTeamsOf(userId),
    findGrantsOf(userId),
    findHeld(userId),
  ]);
  if (user === null) throw notFound('This user');
  const reach = [...compileAccess(held)].map(([permission, where]) => [permission, reachToJson(where)]);
  return {
    user: userSummary(user),
    teams,
    grants: grants.map(grantSummary),
    reach: Object.fromEntries(reach),
  };
}
