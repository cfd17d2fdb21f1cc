/** Mistral's own API. */
import { createMistral } from '@ai-sdk/mistral';
import { readSdkUsage } from '../ai-sdk/read-usage.ts';
import type { OpenSdk } from '../ai-sdk/sdk.ts';

export const openSdk: OpenSdk = ({ baseUrl, apiKey, fetch }) => {
  const sdk = createMistral({ baseURL: baseUrl, apiKey: apiKey ?? '', fetch });
  return {
    model: (model) => sdk.chat(model),
    embedding: (model) => sdk.embeddingModel(model),
    readUsage: readSdkUsage,
  };
};
