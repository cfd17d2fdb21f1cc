/** Shapes of the access feature that the server and the screens share. */
import { z } from 'zod';
import { maxPasswordLength } from './password-rules.ts';
import { type Permission, permissions } from './permissions.ts';
import { reachJsonSchema, scopeKinds, scopeSchema } from './reach.ts';

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
const plainText = z
  .string()
  .trim()
  .regex(/^\P{Cc}*$/u, 'Control characters are not allowed.');

const nameSchema = plainText.min(1, 'Enter a name.').max(100, 'Use at most 100 characters.');
const passwordSchema = z.string().min(1, 'Enter a password.').max(maxPasswordLength);

export const idParamsSchema = z.object({ id: z.uuid('This is not an id.') });

/** Deliberately loose: whatever is wrong with an e-mail, the answer is the one for a wrong password. */
export const signInSchema = z.object({
  email: z.string().trim().toLowerCase().min(1, 'Enter your e-mail address.').max(254),
  password: passwordSchema,
});
export type SignIn = z.input<typeof signInSchema>;

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

const paging = {
  search: plainText.max(200).default(''),
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(200).default(50),
};

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

const descriptionSchema = plainText.max(500, 'Use at most 500 characters.').default('');

/** Users and teams hold roles; a holder is one of either. */
export const holderSchema = z.union([
  z.object({ userId: z.uuid() }).strict(),
  z.object({ teamId: z.uuid() }).strict(),
]);
export type Holder = z.infer<typeof holderSchema>;

export const grantSummarySchema = z.object({
  id: z.string(),
  role: z.string(),
  scope: scopeSchema,
  user: z.object({ id: z.string(), name: z.string(), email: z.string() }).nullable(),
  team: z.object({ id: z.string(), name: z.string() }).nullable(),
  source: z.enum(['manual', 'identity-provider']),
  expiresAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
});
export type GrantSummary = z.infer<typeof grantSummarySchema>;
export const grantListSchema = z.object({ items: z.array(grantSummarySchema), total: z.number().int() });

export const listGrantsQuerySchema = z.object({
  ...paging,
  userId: z.uuid().optional(),
  teamId: z.uuid().optional(),
  role: roleNameSchema.optional(),
  scopeKind: z.enum(scopeKinds).optional(),
  scopeName: z.string().max(200).optional(),
});
export type ListGrantsQuery = z.infer<typeof listGrantsQuerySchema>;

export const createGrantSchema = z.object({
  holder: holderSchema,
  role: roleNameSchema,
  scope: scopeSchema.default({ kind: 'everything' }),
  expiresAt: z.iso
    .datetime({ offset: true })
    .refine((at) => Date.parse(at) > Date.now(), 'The grant would have expired already.')
    .nullable()
    .default(null),
});
export type CreateGrant = z.input<typeof createGrantSchema>;

export const teamSummarySchema = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  members: z.number().int(),
  createdAt: z.iso.datetime(),
});
export type TeamSummary = z.infer<typeof teamSummarySchema>;
export const teamListSchema = z.object({ items: z.array(teamSummarySchema), total: z.number().int() });
export const listTeamsQuerySchema = z.object(paging);
export type ListTeamsQuery = z.infer<typeof listTeamsQuerySchema>;

export const teamMemberSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  source: z.enum(['manual', 'identity-provider']),
  since: z.iso.datetime(),
});
export type TeamMember = z.infer<typeof teamMemberSchema>;
export const teamMemberListSchema = z.object({ items: z.array(teamMemberSchema), total: z.number().int() });

export const saveTeamSchema = z.object({ name: nameSchema, description: descriptionSchema });
export type SaveTeam = z.input<typeof saveTeamSchema>;

export const roleSummarySchema = z.object({
  name: z.string(),
  description: z.string(),
  builtIn: z.boolean(),
  permissions: z.array(permissionSchema),
  /** Grants of this role. */
  grants: z.number().int(),
});
export type RoleSummary = z.infer<typeof roleSummarySchema>;
export const roleListSchema = z.object({ items: z.array(roleSummarySchema) });

export const saveRoleSchema = z.object({
  description: descriptionSchema,
  permissions: z.array(permissionSchema).min(1, 'Choose at least one permission.').max(permissions.length),
});
export type SaveRole = z.input<typeof saveRoleSchema>;

/** "Can … do … on …?" */
export const explainQuerySchema = z.object({
  userId: z.uuid(),
  permission: permissionSchema,
  kind: z.enum(['endpoint', 'model', 'knowledge']).optional(),
  name: z.string().max(200).optional(),
});
export type ExplainQuery = z.infer<typeof explainQuerySchema>;

export const explanationSchema = z.object({
  allowed: z.boolean(),
  /** One sentence that says why or why not. */
  sentence: z.string(),
  /** Every grant that gives it. */
  because: z.array(grantSummarySchema),
  /** Roles that would, for whoever wants to grant it. */
  rolesThatWould: z.array(z.string()),
});
export type Explanation = z.infer<typeof explanationSchema>;

/** What a person may do, where, and through which grants. */
export const accessDescriptionSchema = z.object({
  user: userSummarySchema,
  teams: z.array(z.object({ id: z.string(), name: z.string() })),
  grants: z.array(grantSummarySchema),
  reach: z.partialRecord(permissionSchema, reachJsonSchema),
});
export type AccessDescription = z.infer<typeof accessDescriptionSchema>;

export const roleParamsSchema = z.object({ name: roleNameSchema });
export const memberParamsSchema = z.object({
  id: z.uuid('This is not an id.'),
  userId: z.uuid('This is not an id.'),
});

export const searchPrincipalsSchema = z.object({ search: plainText.max(200).default('') });
export const principalListSchema = z.object({
  items: z.array(
    z.object({ kind: z.enum(['user', 'team']), id: z.string(), name: z.string(), detail: z.string() }),
  ),
});

/** The key itself is in this answer and nowhere else. */
export const createdApiKeySchema = z.object({ key: apiKeySummarySchema, value: z.string() });
export type CreatedApiKey = z.infer<typeof createdApiKeySchema>;

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
