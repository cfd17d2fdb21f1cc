/** Shapes of reader lists. Safe for the browser. */
import { z } from 'zod';

export const principalSchema = z.object({ kind: z.enum(['user', 'team']), id: z.uuid() });
export type Principal = z.infer<typeof principalSchema>;

/** Empty: everybody who may reach it. */
export const saveReadersSchema = z.object({ readers: z.array(principalSchema).max(500) });
export type SaveReaders = z.infer<typeof saveReadersSchema>;

export const readersSchema = z.object({
  /** A name is null when the user or team is gone. */
  readers: z.array(principalSchema.extend({ name: z.string().nullable() })),
  /** Whether the asker is among them; who manages a knowledge base sees lists that they are not on. */
  includesYou: z.boolean(),
});
export type Readers = z.infer<typeof readersSchema>;
