/** `POST /v1/embeddings`: https://platform.openai.com/docs/api-reference/embeddings. */
import { z } from 'zod';

/** Of all texts of a call together, in characters. */
const maxTotalChars = 1_000_000;
const noTokens =
  'input must be a text or a list of texts. Lists of token ids are not supported: send the text itself.';

const textSchema = z.string().min(1, 'A text to embed may not be empty.').max(100_000);

export const embeddingsRequestSchema = z.object({
  /** `provider/model`, or the name of a knowledge base, whose embedder is used. */
  model: z.string().min(1).max(300),
  input: z
    .union([textSchema.transform((text) => [text]), z.array(textSchema).min(1).max(2048)], {
      error: noTokens,
    })
    .refine((texts) => texts.reduce((sum, text) => sum + text.length, 0) <= maxTotalChars, {
      error: `The texts of one call may have ${maxTotalChars.toLocaleString('en')} characters together. Send fewer at a time.`,
    }),
  encoding_format: z.enum(['float', 'base64']).nullish(),
  dimensions: z.number().int().min(1).max(16_384).nullish(),
  user: z.string().max(200).nullish(),
});
export type EmbeddingsRequest = z.output<typeof embeddingsRequestSchema>;
