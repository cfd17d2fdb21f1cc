/** Shapes of the access feature that the server and the screens share. */
import { z } from 'zod';
import {
  emailSchema,
  nameSchema,
  paging,
  passwordSchema,
  permissionSchema,
  plainText,
  roleNameSchema,
  userSummarySchema,
} from './field-schemas.ts';
import { reachJsonSchema } from './reach.ts';

export const idParamsSchema = z.object({ id: z.uuid('This is not an id.') });

/** Deliberately loose: whatever is wrong with an e-mail, the answer is the one for a wrong password. */
export const signInSchema = z.object({
  email: z.string().trim().toLowerCase().min(1, 'Enter your e-mail address.').max(254),
  password: passwordSchema,
});
export type SignIn = z.input<typeof signInSchema>;

/** What the screens know of the person in front of them (`GET /api/me`). */
export const meSchema = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  mustChangePassword: z.boolean(),
  /** Held somewhere. */
  permissions: z.array(permissionSchema),
  /** Where each is held. */
  reach: z.partialRecord(permissionSchema, reachJsonSchema),
  teams: z.array(z.object({ id: z.string(), name: z.string() })),
});
export type Me = z.infer<typeof meSchema>;

export const changePasswordSchema = z.object({
  currentPassword: passwordSchema,
  newPassword: passwordSchema,
});
export type ChangePassword = z.infer<typeof changePasswordSchema>;

export const userSortSchema = z.enum(['name', 'email', 'lastSignInAt', 'createdAt']);

export const listUsersQuerySchema = z.object({
  ...paging,
  sort: userSortSchema.default('name'),
  order: z.enum(['asc', 'desc']).default('asc'),
});
export type ListUsersQuery = z.infer<typeof listUsersQuerySchema>;

export const userListSchema = z.object({ items: z.array(userSummarySchema), total: z.number().int() });
export type UserList = z.infer<typeof userListSchema>;

export const createUserSchema = z.object({
  email: emailSchema,
  name: nameSchema,
  /** Held everywhere from the start; null leaves the person with nothing until somebody grants it. */
  role: roleNameSchema.nullable().default(null),
});
export type CreateUser = z.input<typeof createUserSchema>;

export const updateUserSchema = z
  .object({
    name: nameSchema.optional(),
    /** Instead of the roles held in person everywhere. */
    role: roleNameSchema.nullable().optional(),
    disabled: z.boolean().optional(),
  })
  .strict()
  .refine((change) => Object.keys(change).length > 0, 'Name what to change: name, role or disabled.');
export type UpdateUser = z.infer<typeof updateUserSchema>;

/** The one-time password is in this answer and nowhere else. */
export const userWithPasswordSchema = z.object({ user: userSummarySchema, oneTimePassword: z.string() });
export type UserWithPassword = z.infer<typeof userWithPasswordSchema>;

export const apiKeySummarySchema = z.object({
  id: z.string(),
  name: z.string(),
  prefix: z.string(),
  owner: z.object({ id: z.string(), name: z.string(), email: z.string() }),
  permissions: z.array(permissionSchema),
  /** Names of the endpoints it is limited to; empty for all its owner may use. */
  endpoints: z.array(z.string()),
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
  expiresAt: z.iso.datetime().nullable(),
  revokedAt: z.iso.datetime().nullable(),
});
export type ApiKeySummary = z.infer<typeof apiKeySummarySchema>;

export const listApiKeysQuerySchema = z.object({
  ...paging,
  /** `all` needs the permission `keys.all`. */
  scope: z.enum(['own', 'all']).default('own'),
  state: z.enum(['usable', 'any']).default('usable'),
});
export type ListApiKeysQuery = z.infer<typeof listApiKeysQuerySchema>;

export const apiKeyListSchema = z.object({ items: z.array(apiKeySummarySchema), total: z.number().int() });
export type ApiKeyList = z.infer<typeof apiKeyListSchema>;

export const createApiKeySchema = z.object({
  name: nameSchema,
  permissions: z
    .array(permissionSchema)
    .min(1, 'Choose at least one permission.')
    .default(['endpoints.query']),
  /** Names of endpoints; none leaves the key every endpoint its owner may use. */
  endpoints: z
    .array(plainText.min(1).max(63))
    .max(100, 'Limit a key to 100 endpoints at most, or to none.')
    .default([]),
  expiresAt: z.iso
    .datetime({ offset: true })
    .refine((at) => Date.parse(at) > Date.now(), 'The key would have expired already.')
    .nullable()
    .default(null),
});
export type CreateApiKey = z.infer<typeof createApiKeySchema>;

/** The key itself is in this answer and nowhere else. */
export const createdApiKeySchema = z.object({ key: apiKeySummarySchema, value: z.string() });
export type CreatedApiKey = z.infer<typeof createdApiKeySchema>;

export {
  emailSchema,
  permissionSchema,
  roleNameSchema,
  type UserSummary,
  userSummarySchema,
} from './field-schemas.ts';
export * from './governance-schemas.ts';
export { localPath } from './local-path.ts';
export { minPasswordLength, passwordIssue } from './password-rules.ts';
export {
  type BuiltInRole,
  builtInRoles,
  isBuiltInRole,
  type Permission,
  type PermissionPlace,
  permissions,
  permissionsOf,
  placeOf,
  roleMay,
} from './permissions.ts';
export {
  type Place,
  type Reach,
  type ReachJson,
  reachFromJson,
  type Scope,
  type ScopeKind,
  scopeGives,
  scopeKinds,
  scopeSchema,
  within,
} from './reach.ts';
export { signInProblem } from './sign-in-problem.ts';
export * from './sign-in-schemas.ts';
