/** Shapes of signing in: sessions, second factor, identity providers, invitations. Shared with the screens. */
import { z } from 'zod';
import { maxPasswordLength } from './password-rules.ts';
import { scopeSchema } from './reach.ts';

const plainText = z
  .string()
  .trim()
  .regex(/^\P{Cc}*$/u, 'Control characters are not allowed.');
const nameSchema = plainText.min(1, 'Enter a name.').max(100, 'Use at most 100 characters.');
const roleNameSchema = z
  .string()
  .regex(/^[a-z][a-z0-9-]{1,62}$/, 'Use lower-case letters, digits and dashes, starting with a letter.');
const passwordSchema = z.string().min(1, 'Enter a password.').max(maxPasswordLength);
/** Checked before lower-casing: some letters of other scripts become ASCII letters by it. */
const plainEmailSchema = z
  .string()
  .trim()
  .pipe(z.email('Enter an e-mail address.').max(254, 'This e-mail address is too long.'))
  .transform((email) => email.toLowerCase());

export const sessionMethods = ['credentials', 'oidc', 'invitation'] as const;
export type SessionMethod = (typeof sessionMethods)[number];

export const sessionEnds = [
  'signed_out',
  'revoked',
  'revoked_by_admin',
  'password_changed',
  'password_reset',
  'account_disabled',
  'second_factor_changed',
  'renewed',
] as const;
export type SessionEnd = (typeof sessionEnds)[number];

export const sessionSummarySchema = z.object({
  id: z.string(),
  /** In words: `Firefox on Windows`. */
  browser: z.string(),
  address: z.string().nullable(),
  method: z.enum(sessionMethods),
  secondFactor: z.boolean(),
  createdAt: z.iso.datetime(),
  /** To the minute. */
  lastSeenAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  endedWhy: z.enum(sessionEnds).nullable(),
  /** The session this answer was asked with. */
  current: z.boolean(),
});
export type SessionSummary = z.infer<typeof sessionSummarySchema>;
export const sessionListSchema = z.object({ items: z.array(sessionSummarySchema), total: z.number().int() });

export const listSessionsQuerySchema = z.object({
  state: z.enum(['live', 'any']).default('live'),
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(200).default(50),
});
export type ListSessionsQuery = z.infer<typeof listSessionsQuerySchema>;

export const endedSessionsSchema = z.object({ ended: z.number().int() });

/** Six digits of an app, or a recovery code; spaces and dashes do not matter. */
export const secondStepSchema = z.object({ code: z.string().trim().min(6).max(40) });
export type SecondStep = z.infer<typeof secondStepSchema>;

export const secondFactorSchema = z.object({
  enrolled: z.boolean(),
  /** Since when. */
  confirmedAt: z.iso.datetime().nullable(),
  recoveryCodesLeft: z.number().int(),
  /** A role of the person asks for it. */
  required: z.boolean(),
});
export type SecondFactorState = z.infer<typeof secondFactorSchema>;

/** The secret is in this answer and nowhere else. */
export const enrolmentSchema = z.object({
  /** Base32, to type where there is no camera. */
  secret: z.string(),
  /** otpauth:// address. */
  address: z.string(),
  /** The address as a QR code. */
  svg: z.string(),
});
export type Enrolment = z.infer<typeof enrolmentSchema>;

export const beginEnrolmentSchema = z.object({ password: passwordSchema });
export const recoveryCodesSchema = z.object({ recoveryCodes: z.array(z.string()) });
export const removeSecondFactorSchema = z.object({
  password: passwordSchema,
  code: secondStepSchema.shape.code,
});

export const signInSettingsSchema = z.object({
  /** Whoever holds one of these roles signs in with a second factor. */
  secondFactorRoles: z.array(roleNameSchema).max(100),
});
export type SignInSettings = z.infer<typeof signInSettingsSchema>;

export const groupMappingSchema = z.union([
  z.object({ group: plainText.min(1).max(500), role: roleNameSchema, scope: scopeSchema }).strict(),
  z.object({ group: plainText.min(1).max(500), teamId: z.uuid() }).strict(),
]);
export type GroupMapping = z.infer<typeof groupMappingSchema>;

const domainSchema = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'Enter a domain such as example.com.');

export const saveIdentityProviderSchema = z.object({
  name: nameSchema,
  /** Without the trailing `/.well-known/openid-configuration`. */
  issuer: z.url({ protocol: /^https?$/, error: 'Enter the issuer’s https address.' }).max(500),
  clientId: plainText.min(1, 'Enter the client id.').max(500),
  /** Absent keeps the one there is. */
  clientSecret: z.string().min(1).max(2000).optional(),
  scopes: z
    .array(z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]+$/))
    .max(20)
    .default(['openid', 'profile', 'email']),
  groupsClaim: plainText.max(200).default('groups'),
  enabled: z.boolean().default(false),
  allowedDomains: z.array(domainSchema).max(100).default([]),
  justInTime: z.boolean().default(false),
  defaultRole: roleNameSchema.nullable().default(null),
  trustEmail: z.boolean().default(false),
  mappings: z.array(groupMappingSchema).max(500, 'Map at most 500 groups.').default([]),
});
export type SaveIdentityProvider = z.output<typeof saveIdentityProviderSchema>;
export type SaveIdentityProviderInput = z.input<typeof saveIdentityProviderSchema>;

export const createIdentityProviderSchema = saveIdentityProviderSchema.extend({
  /** In addresses, for good. */
  slug: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,30}$/, 'Use lower-case letters, digits and dashes, starting with a letter.'),
  clientSecret: z.string().min(1, 'Enter the client secret.').max(2000),
});

export const identityProviderSchema = saveIdentityProviderSchema
  .omit({ clientSecret: true, issuer: true })
  .extend({
    id: z.string(),
    slug: z.string(),
    issuer: z.string(),
    /** To register with the issuer. */
    callbackUrl: z.string(),
    createdAt: z.iso.datetime(),
  });
export type IdentityProviderSummary = z.infer<typeof identityProviderSchema>;
export const identityProviderListSchema = z.object({ items: z.array(identityProviderSchema) });

export const discoverySchema = z.object({
  issuer: z.string(),
  authorizationEndpoint: z.string(),
  tokenEndpoint: z.string(),
  scopesSupported: z.array(z.string()),
});
export type Discovery = z.infer<typeof discoverySchema>;

/** Where to go after signing in is a path of this console. */
export const beginSignInSchema = z.object({
  slug: z.string().max(40),
  next: z.string().max(2000).default('/'),
});
export const addressSchema = z.object({ url: z.string() });

/** What the sign-in page shows of a provider. */
export interface SignInButton {
  slug: string;
  name: string;
}

export const createInvitationSchema = z.object({
  email: plainEmailSchema,
  name: nameSchema,
  role: roleNameSchema.nullable().default(null),
  scope: scopeSchema.default({ kind: 'everything' }),
  teamIds: z.array(z.uuid()).max(50).default([]),
});
export type CreateInvitation = z.input<typeof createInvitationSchema>;

export const invitationSummarySchema = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  role: z.string().nullable(),
  scope: scopeSchema,
  teams: z.array(z.object({ id: z.string(), name: z.string() })),
  state: z.enum(['open', 'accepted', 'expired', 'revoked']),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
});
export type InvitationSummary = z.infer<typeof invitationSummarySchema>;
export const invitationListSchema = z.object({
  items: z.array(invitationSummarySchema),
  total: z.number().int(),
});

/** The link is in this answer, and in the e-mail when one was sent, and nowhere else. */
export const createdInvitationSchema = z.object({
  invitation: invitationSummarySchema,
  link: z.string(),
  mailed: z.boolean(),
});
export type CreatedInvitation = z.infer<typeof createdInvitationSchema>;

export const listInvitationsQuerySchema = z.object({
  state: z.enum(['open', 'any']).default('open'),
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(200).default(50),
});
export type ListInvitationsQuery = z.infer<typeof listInvitationsQuerySchema>;

export const acceptInvitationSchema = z.object({
  token: z.string().min(20).max(100),
  name: nameSchema,
  password: passwordSchema,
});
export type AcceptInvitation = z.infer<typeof acceptInvitationSchema>;
