/** Anthropic's messages API. It makes no embeddings. */
import { createAnthropic } from '@ai-sdk/anthropic';
import { readSdkUsage } from '../ai-sdk/read-usage.ts';
import type { OpenSdk } from '../ai-sdk/sdk.ts';

export const openSdk: OpenSdk = ({ baseUrl, apiKey, fetch }) => {
  const sdk = createAnthropic({ baseURL: baseUrl, apiKey: apiKey ?? '', fetch });
  return { model: (model) => sdk.languageModel(model), embedding: null, readUsage: readSdkUsage };
};
