/** What the shapes of access are made of. */
import { z } from 'zod';
import { maxPasswordLength } from './password-rules.ts';
import { type Permission, permissions } from './permissions.ts';

/** Name of a built-in or custom role. */
export const roleNameSchema = z
  .string()
  .regex(/^[a-z][a-z0-9-]{1,62}$/, 'Use lower-case letters, digits and dashes, starting with a letter.');
export const permissionSchema = z.enum(permissions as [Permission, ...Permission[]]);

export const emailSchema = z
  .string()
  .trim()
  // Before lower-casing: the Kelvin sign becomes a plain k, and somebody else's address.
  .regex(/^[!-~]*$/, 'Enter an e-mail address in plain letters.')
  .toLowerCase()
  .pipe(z.email('Enter an e-mail address.').max(254, 'This e-mail address is too long.'));

/** PostgreSQL stores no NUL, and other control characters have no place in a name. */
export const plainText = z
  .string()
  .trim()
  .regex(/^\P{Cc}*$/u, 'Control characters are not allowed.');

export const nameSchema = plainText.min(1, 'Enter a name.').max(100, 'Use at most 100 characters.');
export const passwordSchema = z.string().min(1, 'Enter a password.').max(maxPasswordLength);

/** Query members of every list of people. */
export const paging = {
  search: plainText.max(200).default(''),
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(200).default(50),
};

export const userSummarySchema = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  /** Held in person everywhere; `listGrants` tells the rest. */
  roles: z.array(z.string()),
  mustChangePassword: z.boolean(),
  lockedUntil: z.iso.datetime().nullable(),
  disabledAt: z.iso.datetime().nullable(),
  lastSignInAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
});
export type UserSummary = z.infer<typeof userSummarySchema>;
