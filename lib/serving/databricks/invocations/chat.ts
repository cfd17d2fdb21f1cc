import { z } from 'zod';
import { parseOrThrow } from '../../../platform/errors.ts';
import type { CompletionContext } from '../../openai/answer-feed.ts';
import type { CompletionDialect } from '../../openai/completion-dialect.ts';
import { createChatCompletion } from '../../openai/create-chat-completion.ts';
import { chatCompletionRequestSchema } from '../../openai/schemas.ts';
import { answerError, failedAnswer } from '../errors.ts';
import type { Invocation } from './body.ts';
import { databricksHeaders } from './served-headers.ts';

const chatDialect: CompletionDialect = {
  headers: databricksHeaders,
  failed: (outcome) => failedAnswer(outcome),
  cut: (outcome) => answerError(outcome),
  // mlflow's `predict_stream` raises on every line that does not begin with `data:`.
  comments: false,
  // Older clients read `choices[0]` of every chunk.
  usageWithFinish: true,
};

/** What MLflow's ChatAgent and ChatModel requests carry beside the messages. */
const agentFieldsSchema = z.object({
  custom_inputs: z.unknown().optional(),
  context: z
    .object({ user_id: z.string().max(200).nullish(), conversation_id: z.string().max(200).nullish() })
    .nullish(),
  user: z.string().max(200).nullish(),
});

/** Answers `messages` as OpenAI's chat completions do, whole or as a stream. */
export async function invokeChat(
  endpoint: string,
  body: Invocation,
  context: CompletionContext,
): Promise<Response> {
  const {
    custom_inputs: inputs,
    context: agent,
    user,
  } = parseOrThrow(agentFieldsSchema, body, 'request body');
  const conversation = agent?.conversation_id;
  const request = parseOrThrow(
    chatCompletionRequestSchema,
    {
      ...body,
      model: endpoint,
      inputs,
      user: user ?? agent?.user_id,
      metadata: conversation ? { conversation_id: conversation } : undefined,
    },
    'request body',
  );
  return createChatCompletion(request, context, chatDialect);
}
