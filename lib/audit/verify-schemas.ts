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
