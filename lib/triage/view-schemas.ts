import { z } from 'zod';

export const maxViews = 100;

export const viewInputSchema = z
  .object({
    name: z.string().trim().min(1, 'Give the view a name.').max(80),
    /** Everybody who reads requests may open it; only the owner changes it. */
    shared: z.boolean().default(false),
    /** Query parameters of the list of inferences: filters, time range, sort. */
    query: z
      .record(z.string().regex(/^\w{1,40}$/), z.string().max(2000))
      .refine((query) => Object.keys(query).length <= 60, 'A view holds 60 parameters at most.'),
    /** Ids of the columns shown, in their order; empty for those everybody starts with. */
    columns: z.array(z.string().max(40)).max(60).default([]),
  })
  .strict();
export type ViewInput = z.infer<typeof viewInputSchema>;

export const viewSchema = viewInputSchema.extend({
  id: z.string(),
  owner: z.object({ id: z.string(), name: z.string() }),
  /** The caller may change it. */
  own: z.boolean(),
  updatedAt: z.iso.datetime(),
});
export type View = z.infer<typeof viewSchema>;

export const viewListSchema = z.object({ items: z.array(viewSchema) });
export type ViewList = z.infer<typeof viewListSchema>;
