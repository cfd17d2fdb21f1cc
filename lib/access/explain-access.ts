import { prisma } from '../platform/db.ts';
import { notFound } from '../platform/errors.ts';
import { assertMay, type Caller } from './caller.ts';
import { compileAccess, type HeldRole, permissionsOfRole } from './compile-access.ts';
import { findGrantsOf, type GrantRow, scopeOfRow } from './grant-store.ts';
import { builtInRoles, type Permission, permissionsOf, placeOf } from './permissions.ts';
import { type Place, within } from './reach.ts';
import { type CustomRoleRow, findCustomRoles } from './role-store.ts';
import type { Explanation } from './schemas.ts';
import { grantSummary } from './summaries.ts';
import { findUser, type UserRow } from './user-store.ts';

export interface Question {
  userId: string;
  permission: Permission;
  /** Null asks "anywhere?". */
  place: Place | null;
}

/** Why somebody may do something, or why not, and what would change that. */
export async function explainAccess(caller: Caller, question: Question): Promise<Explanation> {
  assertMay(caller, 'access.read');
  const { userId, permission, place } = question;
  const [user, grants, customRoles] = await Promise.all([
    findUser(prisma(), userId),
    findGrantsOf(userId),
    findCustomRoles(),
  ]);
  if (user === null) throw notFound('This user');
  const because = grants.filter((grant) => gives(heldRole(grant, customRoles), permission, place));
  const allowed = because.length > 0 && user.disabledAt === null;
  return {
    allowed,
    sentence: sentenceOf(user, question, because),
    because: because.map(grantSummary),
    rolesThatWould: [
      ...builtInRoles.filter((role) => permissionsOf(role).includes(permission)),
      ...customRoles.filter((role) => role.permissions.includes(permission)).map((role) => role.name),
    ],
  };
}

function heldRole(grant: GrantRow, customRoles: readonly CustomRoleRow[]): HeldRole {
  const permissions = customRoles.find((role) => role.name === grant.role)?.permissions ?? [];
  return { role: grant.role, scope: scopeOfRow(grant), permissions };
}

function gives(held: HeldRole, permission: Permission, place: Place | null): boolean {
  if (!permissionsOfRole(held).includes(permission)) return false;
  const reach = compileAccess([held]).get(permission);
  return reach !== undefined && (place === null || placeOf(permission) === 'own' || within(reach, place));
}

function sentenceOf(user: UserRow, { permission, place }: Question, because: readonly GrantRow[]): string {
  const what = `"${permission}"${place === null ? '' : ` at ${place.name}`}`;
  const [first] = because;
  if (first === undefined) return `${user.name} may not: no grant gives ${what}.`;
  if (user.disabledAt !== null) return `${user.name} may not: the account is disabled.`;
  const through = first.team === null ? '' : ` through the team ${first.team.name}`;
  const others = because.length > 1 ? `, and ${because.length - 1} more` : '';
  return `${user.name} may: the role ${first.role}${through} gives ${what}${others}.`;
}
