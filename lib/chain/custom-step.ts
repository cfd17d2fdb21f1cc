/** The contract between the chain and the sandbox that runs a version's own JavaScript (`lib/chain/sandbox`). */
import { z } from 'zod';
import type { ChatTurn, Citation, CustomStep, InputValues } from './schemas.ts';

export interface CustomPreprocessInput {
  question: string;
  /** Earlier turns, oldest first. */
  history: readonly ChatTurn[];
  inputs: InputValues;
  /** ISO 639-1, when a step before this one found it. */
  language: string | null;
}

export interface CustomPostprocessInput {
  /** The answer so far, with citation markers `[n]` unless a step before this one took them out. */
  text: string;
  citations: readonly Citation[];
  /** The stand-alone question. */
  question: string;
}

/** What the function of a step is called with: as pre-processing or as post-processing. */
export type CustomInput = CustomPreprocessInput | CustomPostprocessInput;

/** Longest text a step may give back, in UTF-16 code units. */
export const maxCustomTextChars = 200_000;

/** Small facts shown in the trace. Strings are kept as given, so a step must not put personal data here. */
const customFactsSchema = z
  .record(z.string().min(1).max(63), z.union([z.string().max(500), z.number(), z.boolean()]))
  .refine((facts) => Object.keys(facts).length <= 20, { message: 'A step may give 20 facts at most.' });

/** What the function of a step gave back, checked; absent members change nothing. */
export const customResultSchema = z
  .object({
    /** Pre-processing: replaces the question. */
    question: z.string().min(1).max(maxCustomTextChars).optional(),
    /** Post-processing: replaces the answer. */
    text: z.string().max(maxCustomTextChars).optional(),
    facts: customFactsSchema.optional(),
    /** Ends the run with this message as the answer. */
    decline: z.string().trim().min(1).max(2000).optional(),
  })
  .strict();
export type CustomResult = z.infer<typeof customResultSchema>;

/**
 * Runs the function of a step in the sandbox, within its time and memory.
 * Rejects with `AppError` of reason `custom_step_failed`, whose message names the step and is safe to show.
 */
export type RunCustom = (step: CustomStep, input: CustomInput) => Promise<CustomResult>;
