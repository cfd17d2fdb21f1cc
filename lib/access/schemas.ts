/** Shapes of the access feature that the server and the screens share. */
import { z } from 'zod';
import { type Permission, permissions, roles } from './permissions.ts';

export const roleSchema = z.enum(roles as [(typeof roles)[number], ...(typeof roles)[number][]]);
export const permissionSchema = z.enum(permissions as [Permission, ...Permission[]]);

export const emailSchema = z
  .email('Enter an e-mail address.')
  .max(254)
  .transform((value) => value.trim().toLowerCase());

export const userSummarySchema = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  role: roleSchema,
  mustChangePassword: z.boolean(),
  lockedUntil: z.iso.datetime().nullable(),
  disabledAt: z.iso.datetime().nullable(),
  lastSignInAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
});
export type UserSummary = z.infer<typeof userSummarySchema>;

/** What the screens know of the person in front of them (`GET /api/me`). */
export const meSchema = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  role: roleSchema,
  mustChangePassword: z.boolean(),
  permissions: z.array(permissionSchema),
});
export type Me = z.infer<typeof meSchema>;

export const apiKeySummarySchema = z.object({
  id: z.string(),
  name: z.string(),
  prefix: z.string(),
  owner: z.object({ id: z.string(), name: z.string(), email: z.string() }),
  permissions: z.array(permissionSchema),
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
  expiresAt: z.iso.datetime().nullable(),
  revokedAt: z.iso.datetime().nullable(),
});
export type ApiKeySummary = z.infer<typeof apiKeySummarySchema>;

export { type Permission, permissions, permissionsOf, type Role, roles } from './permissions.ts';
