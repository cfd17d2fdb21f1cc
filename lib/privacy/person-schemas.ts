import { z } from 'zod';

/** A user, or whoever an application named as `user` (or as unit) in its requests. */
export const subjectSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('user'), id: z.uuid() }),
  z.object({ kind: z.literal('client'), id: z.string().trim().min(1).max(200) }),
]);
export type Subject = z.infer<typeof subjectSchema>;

export const findPeopleQuerySchema = z.object({ q: z.string().trim().min(1).max(200) });

export const foundPersonSchema = z.object({
  subject: subjectSchema,
  name: z.string(),
  email: z.string().nullable(),
  disabledAt: z.iso.datetime().nullable(),
});
export type FoundPerson = z.infer<typeof foundPersonSchema>;
export const foundPeopleSchema = z.object({ items: z.array(foundPersonSchema) });

export const erasureStepSchema = z.object({
  place: z.string(),
  label: z.string(),
  /** Rows removed or made anonymous. */
  count: z.number().int(),
  /** What happened to them, in words. */
  what: z.string(),
  at: z.iso.datetime(),
});
export type ErasureStep = z.infer<typeof erasureStepSchema>;

export const documentChoiceSchema = z.enum(['erase', 'keep']);

export const certificateSchema = z.object({
  erasureId: z.string(),
  /** For a client, the SHA-256 of its name. */
  subject: z.object({ kind: z.string(), id: z.string() }),
  documents: documentChoiceSchema,
  requestedBy: z.string(),
  requestedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  steps: z.array(erasureStepSchema),
  notes: z.array(z.string()),
  /** SHA-256, in hex, of the members above as canonical JSON. */
  sha256: z.string(),
});
export type Certificate = z.infer<typeof certificateSchema>;

export const erasureSchema = z.object({
  id: z.string(),
  subject: z.object({ kind: z.string(), id: z.string() }),
  documents: documentChoiceSchema,
  state: z.enum(['queued', 'running', 'done', 'failed']),
  /** Steps there are in all. */
  total: z.number().int(),
  steps: z.array(erasureStepSchema),
  requestedBy: z.string(),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  certificate: certificateSchema.nullable(),
  error: z.string().nullable(),
});
export type Erasure = z.infer<typeof erasureSchema>;
export const erasureListSchema = z.object({ items: z.array(erasureSchema) });

export const heldDataSchema = z.object({
  person: foundPersonSchema,
  places: z.array(
    z.object({ place: z.string(), label: z.string(), count: z.number().int(), fate: z.string() }),
  ),
  /** The latest one of this person; null when there was none. */
  erasure: erasureSchema.nullable(),
});
export type HeldData = z.infer<typeof heldDataSchema>;

export const erasePersonSchema = z
  .object({
    subject: subjectSchema,
    documents: documentChoiceSchema,
    /** The person's e-mail or name as client, typed out. */
    confirm: z.string().max(320),
  })
  .strict();
export type ErasePerson = z.infer<typeof erasePersonSchema>;
