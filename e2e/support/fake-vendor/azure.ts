import { chatCompletions } from './chat-completions.ts';
import { openAiError, openAiUsage } from './openai.ts';

/** Dated versions name the deployment in the path and the version in the query; the key has a header of its own. */
export const azure = chatCompletions({
  authorised: ({ headers }, key) => headers['api-key'] === key && headers.authorization === undefined,
  chatPath: /^\/openai\/deployments\/[\w-]+\/chat\/completions\?api-version=2024-10-21$/,
  embeddingPath: /^\/openai\/deployments\/[\w-]+\/embeddings\?api-version=2024-10-21$/,
  usage: openAiUsage,
  usageApart: true,
  error: openAiError,
});
