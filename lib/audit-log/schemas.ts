/** Shapes of the audit log as it is read. */
import { z } from 'zod';
import { chainProblemSchema } from '../audit/schemas.ts';

export {
  type ChainProblem,
  chainProblemSchema,
  type SignedHead,
  signedHeadSchema,
} from '../audit/schemas.ts';

export const auditEventSchema = z.object({
  id: z.string(),
  /** Place in the hash chain; entries are numbered without gaps, in the order of commits. */
  sequence: z.number().nullable(),
  at: z.string(),
  /** The name is null after the person was erased. */
  actor: z.object({ kind: z.string(), id: z.string().nullable(), name: z.string().nullable() }),
  /** `<subject kind>.<past participle>`, e.g. `alias.moved`. */
  action: z.string(),
  /** The name is null after the person it was about was erased. */
  subject: z.object({ kind: z.string(), id: z.string(), name: z.string().nullable() }),
  ticket: z.string(),
  refused: z.boolean(),
  address: z.string().nullable(),
  /** Null when there is none, when it was erased, and in lists also when it is long. */
  before: z.json(),
  after: z.json(),
});

export type AuditEvent = z.infer<typeof auditEventSchema>;

export const auditEventDetailSchema = auditEventSchema.extend({
  userAgent: z.string().nullable(),
  /** Personal parts that an erasure emptied. */
  erased: z.object({ actor: z.boolean(), subject: z.boolean() }),
  /** SHA-256 in hex: of the entry before, and of this one. */
  previousHash: z.string().nullable(),
  hash: z.string().nullable(),
});

export type AuditEventDetail = z.infer<typeof auditEventDetailSchema>;

const text = z.string().trim().min(1).max(200).optional();

/** What selects events; everything given must hold. */
export const auditFiltersSchema = z.object({
  /** Anywhere in names, action, ticket, address, before and after. */
  q: text,
  /** The id of a user or key, or a part of the name. */
  actor: text,
  /** An action, or the first part of it: `alias.moved`, `alias`. */
  action: text,
  subjectKind: text,
  /** The id of a thing, or a part of its name. */
  subject: text,
  ticket: text,
  address: text,
  /** `true` for refusals alone, `false` for what was done. */
  refused: z
    .enum(['true', 'false'])
    .transform((value) => value === 'true')
    .optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
});

export type AuditFilters = z.infer<typeof auditFiltersSchema>;

export const auditPageQuerySchema = auditFiltersSchema.extend({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** `next` of the page before. */
  cursor: z.uuid().optional(),
});

export type AuditPageQuery = z.infer<typeof auditPageQuerySchema>;

export const auditPageSchema = z.object({ items: z.array(auditEventSchema), next: z.string().nullable() });
export type AuditPage = z.infer<typeof auditPageSchema>;

export const auditFacetsSchema = z.object({
  actions: z.array(z.string()),
  subjectKinds: z.array(z.string()),
});
export type AuditFacets = z.infer<typeof auditFacetsSchema>;

export const chainStatusSchema = z.object({
  /** Entries there are now. */
  entries: z.number(),
  /** Result of the last check; null before the first. */
  check: z
    .object({
      at: z.string(),
      /** When every entry was last looked at; between, only new ones are. */
      fullAt: z.string(),
      /** Last entry that was looked at. */
      sequence: z.number(),
      problems: z.array(chainProblemSchema),
    })
    .nullable(),
});

export type ChainStatus = z.infer<typeof chainStatusSchema>;
