/** What a chain finds out about its answer: citations and the support of each sentence. */
import { z } from 'zod';

/** A citation marker `[n]` in an answer, bound to the chunk it stands for. */
export const citationSchema = z.object({
  /** The n of `[n]`, 1-based, in order of first appearance. */
  marker: z.number().int().min(1),
  chunkId: z.string(),
  documentId: z.string(),
  revisionId: z.string(),
  documentName: z.string(),
  documentTitle: z.string().nullable(),
  mediaType: z.string(),
  headingPath: z.array(z.string()),
  page: z.number().int().nullable(),
  blockStart: z.number().int(),
  blockEnd: z.number().int(),
  /** The passage's text, as it was handed to the model. */
  text: z.string(),
  score: z.number(),
});
export type Citation = z.infer<typeof citationSchema>;

export const supportSchema = z.enum(['supported', 'partly-supported', 'unsupported']);
export type Support = z.infer<typeof supportSchema>;

/** Verdict on one sentence of an answer. Offsets are UTF-16 code units into the answer text. */
export const sentenceCheckSchema = z.object({
  start: z.number().int().min(0),
  end: z.number().int().min(0),
  markers: z.array(z.number().int()),
  support: supportSchema,
  /** Share of the sentence's content words found in its cited passages, 0–1. */
  coverage: z.number().min(0).max(1),
});
export type SentenceCheck = z.infer<typeof sentenceCheckSchema>;
