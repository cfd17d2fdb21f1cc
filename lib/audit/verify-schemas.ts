/** What a verification of the audit log's hash chain finds. Safe for the browser. */
import { z } from 'zod';

export const chainProblemSchema = z.object({
  kind: z.enum([
    /** An entry is not what its hash was made of. */
    'changed',
    /** The event of an entry is gone. */
    'removed',
    /** No entry has this number. */
    'missing',
    /** An entry follows another one than it was written after: entries were moved, taken out or put in before it. */
    'misplaced',
    /** The chain ends earlier than it once did. */
    'truncated',
    /** The end of the chain is not what the head says, or a head that was kept elsewhere. */
    'head-differs',
    /** An event that never went through the chain. */
    'unlinked',
    /** A personal part is empty and no erasure accounts for it. */
    'unaccounted-erasure',
    /** A head that was kept elsewhere has a signature that nobody's key made. */
    'signature',
  ]),
  /** Of the entry; null when it has none. */
  sequence: z.number().nullable(),
  eventId: z.string().nullable(),
  detail: z.string(),
});

export type ChainProblem = z.infer<typeof chainProblemSchema>;

/** The end of the chain at a moment, for keeping elsewhere. */
export const signedHeadSchema = z.object({
  /** Number of the last entry; 0 when there is none. */
  sequence: z.number().int().nonnegative(),
  /** Its hash, SHA-256 in hex. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  at: z.iso.datetime(),
  /** Ed25519, as SubjectPublicKeyInfo in base64. */
  publicKey: z.string().max(200),
  /** Base64, of the lines `slipway audit head 1`, sequence, hash and time, each ended by a line feed. */
  signature: z.string().max(200),
});

export type SignedHead = z.infer<typeof signedHeadSchema>;
