/** OpenAI's own API. Chat completions rather than responses: it is stateless, as our requests are. */
import { createOpenAI } from '@ai-sdk/openai';
import type { OpenSdk } from '../ai-sdk/sdk.ts';
import { normaliseUsage } from '../transport/normalise-usage.ts';

export const openSdk: OpenSdk = ({ name, baseUrl, apiKey, settings, fetch }) => {
  const { organization, project } = settings;
  const sdk = createOpenAI({
    name,
    baseURL: baseUrl,
    apiKey: apiKey ?? '',
    fetch,
    ...(organization !== undefined && { organization }),
    ...(project !== undefined && { project }),
  });
  return {
    model: (model) => sdk.chat(model),
    embedding: (model) => sdk.embeddingModel(model),
    options: { openai: { strictJsonSchema: false } },
    readUsage: ({ raw }) => normaliseUsage(raw),
  };
};
