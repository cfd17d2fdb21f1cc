/** Shapes of roles, teams and grants: who may do what, where. */
import { z } from 'zod';
import {
  nameSchema,
  paging,
  permissionSchema,
  plainText,
  roleNameSchema,
  userSummarySchema,
} from './field-schemas.ts';
import { permissions } from './permissions.ts';
import { reachJsonSchema, scopeKinds, scopeSchema } from './reach.ts';

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
