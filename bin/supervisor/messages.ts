/** What the supervisor and its children say to each other over the IPC channel. */
import { z } from 'zod';

/** Tells a child that it has a supervisor, even when that is gone before the child could look. */
export const supervisedFlag = '--supervised';

export const toChildSchema = z.discriminatedUnion('type', [
  /** Variables worked out by the start. Sent once PostgreSQL is ready, so that a child loads its code meanwhile. */
  z.object({ type: z.literal('configure'), env: z.record(z.string(), z.string()) }),
  z.object({ type: z.literal('stop') }),
  /** A second Ctrl-C: give up waiting for streams. */
  z.object({ type: z.literal('hasten') }),
]);
export type ToChild = z.infer<typeof toChildSchema>;

export const fromChildSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  /** A reason the person can do something about. */
  z.object({ type: z.literal('failed'), message: z.string() }),
  z.object({
    type: z.literal('seeded'),
    email: z.string().nullable(),
    /** `null` when the person chose it. */
    password: z.string().nullable(),
  }),
]);
export type FromChild = z.infer<typeof fromChildSchema>;
