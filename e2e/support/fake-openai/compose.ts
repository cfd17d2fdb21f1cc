import { z } from 'zod';

const contentSchema = z.union([
  z.string(),
  z.array(z.object({ text: z.string() })).transform((parts) => parts.map((part) => part.text).join('')),
]);

export const completionRequestSchema = z.object({
  model: z.string(),
  messages: z.array(z.object({ role: z.string(), content: contentSchema })).min(1),
  stream: z.boolean().optional(),
  stream_options: z.object({ include_usage: z.boolean().optional() }).nullish(),
  max_tokens: z.number().int().optional(),
});
export type CompletionRequest = z.infer<typeof completionRequestSchema>;

/** The first sentence of the first passage, cited; without passages it repeats the question, as a plain model might. */
export function composeAnswer({ messages }: CompletionRequest): string {
  const prompt = messages.map((message) => message.content).join('\n');
  const passage = /<passage id="\[(\d+)\]"[^>]*>\n([\s\S]*?)\n<\/passage>/.exec(prompt);
  if (passage) {
    const sentence =
      /^[\s\S]*?[.!?。！？؟](?=\s|$|\p{Script=Han})/u.exec(passage[2] ?? '')?.[0] ?? passage[2] ?? '';
    return `${sentence.trim()} [${passage[1]}]`;
  }
  if (prompt.includes('No passage was found.')) return 'I do not know: no passage holds the answer.';
  return `You said: ${messages.at(-1)?.content ?? ''}`;
}

/** Words with the space before them, as models stream. */
export function pieces(text: string): string[] {
  return text.match(/\s*\S+/g) ?? [];
}

export function countTokens(text: string): number {
  return pieces(text).length;
}
