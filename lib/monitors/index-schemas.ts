/** How well the indexes of knowledge bases are kept, and what they lack. */
import { z } from 'zod';

const exampleSchema = z.object({ document: z.string(), page: z.number().int().nullable() });

/** Places where the same text stands. */
export const duplicateGroupSchema = z.object({
  /** `same` apart from spaces and case, or `near`: nine tenths of it, about. */
  kind: z.enum(['same', 'near']),
  count: z.number().int(),
  places: z.array(exampleSchema),
});
export type DuplicateGroup = z.infer<typeof duplicateGroupSchema>;

/** What a walk through an index found. */
export const indexSurveyReportSchema = z.object({
  snapshot: z.number().int(),
  chunks: z.number().int(),
  /** Chunks looked at; fewer than there are in a very large index. */
  looked: z.number().int(),
  /** Chunks that say again what another says. */
  duplicates: z.number().int(),
  groups: z.array(duplicateGroupSchema),
  /** Chunks of revisions that no document serves. */
  orphans: z.number().int(),
  orphanDocuments: z.array(z.string()),
});
export type IndexSurveyReport = z.infer<typeof indexSurveyReportSchema>;

/** Questions of one topic, or of none yet. */
export const coverageTopicSchema = z.object({
  /** Words that set the topic apart; none for questions that are in no topic. */
  terms: z.array(z.string()),
  endpoint: z.string(),
  questions: z.number().int(),
  poor: z.number().int(),
  declined: z.number().int(),
  /** Mean of the best passages’ scores. */
  score: z.number().nullable(),
  /** Shown to whoever may read requests there. */
  examples: z.array(z.object({ requestId: z.string(), question: z.string() })),
});
export type CoverageTopic = z.infer<typeof coverageTopicSchema>;

export const indexHealthSchema = z.object({
  name: z.string(),
  publishedAt: z.iso.datetime().nullable(),
  chunks: z.number().int(),
  /** Questions of the last days that were searched here. */
  questions: z.number().int(),
  /** Share of them for which a good passage was found; null without any. */
  coverage: z.number().nullable(),
  surveyedAt: z.iso.datetime().nullable(),
  survey: indexSurveyReportSchema.nullable(),
});
export type IndexHealth = z.infer<typeof indexHealthSchema>;

export const indexListSchema = z.object({
  items: z.array(indexHealthSchema),
  /** A best passage that scores less is poor. */
  poorBelow: z.number(),
  days: z.number().int(),
});

export const indexCoverageSchema = z.object({
  topics: z.array(coverageTopicSchema),
  poorBelow: z.number(),
  days: z.number().int(),
});
export type IndexCoverage = z.infer<typeof indexCoverageSchema>;
