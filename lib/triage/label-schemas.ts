import { z } from 'zod';

/** Tokens of the charts' palette, told apart also by the colour-blind. */
export const labelColours = ['blue', 'orange', 'green', 'purple', 'red', 'grey'] as const;
export const labelColourSchema = z.enum(labelColours);
export type LabelColour = z.infer<typeof labelColourSchema>;

/** So that a label still fits a key or a menu, and reading them all is nothing. */
export const maxLabels = 100;

export const labelInputSchema = z
  .object({
    name: z.string().trim().min(1, 'Give the label a name.').max(40),
    colour: labelColourSchema.default('blue'),
    /** Digit that sets it in triage. */
    shortcut: z.number().int().min(1).max(9).nullable().default(null),
  })
  .strict();
export type LabelInput = z.infer<typeof labelInputSchema>;

export const labelSchema = z.object({
  id: z.string(),
  name: z.string(),
  colour: labelColourSchema,
  shortcut: z.number().int().nullable(),
});
export type Label = z.infer<typeof labelSchema>;

/** With the number of requests that have it, among those the caller may read. */
export const labelListSchema = z.object({
  items: z.array(labelSchema.extend({ requests: z.number().int() })),
});
export type LabelList = z.infer<typeof labelListSchema>;

export const maxMarked = 500;
const requestIds = z.array(z.uuid()).min(1, 'Choose a request.').max(maxMarked);
const labelIds = z.array(z.uuid()).max(20).default([]);

export const labelRequestsSchema = z.object({ requestIds, add: labelIds, remove: labelIds }).strict();
export type LabelRequests = z.infer<typeof labelRequestsSchema>;

export const finishRequestsSchema = z.object({ requestIds, done: z.boolean() }).strict();
export type FinishRequests = z.infer<typeof finishRequestsSchema>;

/** Requests that were in reach, and what changed among them. */
export const markedSchema = z.object({ requests: z.number().int(), changed: z.number().int() });
export type Marked = z.infer<typeof markedSchema>;
