/** A document as people write it, and what is wrong with it. */
import { z } from 'zod';
import { versionDocumentSchema } from './document-schemas.ts';

/** A mistake in a chain document, at its place in the text (both 1-based) where there is one. */
export const chainProblemSchema = z.object({
  /** Dotted path into the document; empty for the whole. */
  path: z.string(),
  message: z.string(),
  line: z.number().int().min(1).nullable(),
  column: z.number().int().min(1).nullable(),
});
export type ChainProblem = z.infer<typeof chainProblemSchema>;

/** Largest YAML or JSON source of a chain, in UTF-8 bytes. */
export const maxChainSourceBytes = 1_000_000;

/** Largest JSON request that carries a chain's source: escaping may double it. */
export const maxChainRequestBytes = 2 * maxChainSourceBytes + 10_000;

export const validateChainSchema = z.object({ source: z.string() });

/** What `POST /api/chains/validate` answers: exactly one of `document` and `problems` has content. */
export const chainValidationSchema = z.object({
  document: versionDocumentSchema.nullable(),
  problems: z.array(chainProblemSchema),
});
export type ChainValidation = z.infer<typeof chainValidationSchema>;

/** What `GET /api/chains/default` answers. */
export const chainTemplateSchema = z.object({ yaml: z.string() });
