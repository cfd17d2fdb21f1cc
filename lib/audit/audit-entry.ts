import type { Prisma } from '../platform/db.ts';

/** Who acts; a `Caller` of the access feature is one. */
export interface Actor {
  kind: string;
  id: string | null;
  name: string;
  /** Network address the change was asked from, when it came over the network. */
  address: string | null;
  userAgent?: string | null;
}

export interface AuditEntry {
  /** `<subject kind>.<past participle>`, e.g. `knowledge.created`. */
  action: string;
  /** `id` stays when a person is erased, so it is never a name or an address of one. */
  subject: { kind: string; id: string; name: string };
  before?: Prisma.InputJsonValue;
  after?: Prisma.InputJsonValue;
  /** The change request or incident this belongs to. Stays when a person is erased. */
  ticket?: string;
  /** True for what was asked for and not allowed. */
  refused?: boolean;
}
