import { z } from 'zod';
import { estimateSchema } from '../monitoring/schemas.ts';

export const topicQuerySchema = z.object({
  endpoint: z.string().min(1).max(63),
  from: z.iso.datetime({ offset: true }),
  to: z.iso.datetime({ offset: true }),
});
export type TopicQuery = z.infer<typeof topicQuerySchema>;

export const topicSchema = z.object({
  number: z.number().int(),
  /** Words that set it apart, the strongest first; none when too few people used any. */
  terms: z.array(z.string()),
  requests: z.number().int(),
  /** Requests by day of the range (UTC), gaps as 0. */
  trend: z.array(z.number().int()),
  ratings: z.number().int(),
  /** Share of thumbs that point up; null without any. */
  satisfaction: estimateSchema.nullable(),
  declinedRate: z.number().nullable(),
  /** Mean of the best passages' scores, 0–1; null when nothing was searched. */
  retrievalScore: z.number().nullable(),
  examples: z.array(z.object({ requestId: z.string(), question: z.string() })),
});
export type Topic = z.infer<typeof topicSchema>;

export const topicStates = ['never', 'waiting', 'running', 'done', 'failed'] as const;

export const topicListSchema = z.object({
  state: z.enum(topicStates),
  /** 0–100 while running. */
  progress: z.number().int(),
  error: z.string().nullable(),
  /** What questions are compared by: an embedding model, or words. */
  space: z.string(),
  /** Questions the topics were made from. */
  questions: z.number().int(),
  finishedAt: z.iso.datetime().nullable(),
  items: z.array(topicSchema),
});
export type TopicList = z.infer<typeof topicListSchema>;

export const makeTopicsSchema = z.object({ endpoint: z.string().min(1).max(63) }).strict();
