/** Users in the database. */
import { prisma } from '../platform/db.ts';
import type { Role } from './permissions.ts';

/** What authentication needs to know of a user. */
export interface UserIdentity {
  id: string;
  email: string;
  name: string;
  role: Role;
  mustChangePassword: boolean;
  /** Sessions signed in before this are over. */
  sessionsValidAfter: Date;
  disabledAt: Date | null;
}

const identity = {
  id: true,
  email: true,
  name: true,
  role: true,
  mustChangePassword: true,
  sessionsValidAfter: true,
  disabledAt: true,
} as const;

export function findUserIdentity(id: string): Promise<UserIdentity | null> {
  return prisma().user.findUnique({ where: { id }, select: identity });
}
