/** Google's Gemini API (`streamGenerateContent`). */
import { createGoogle } from '@ai-sdk/google';
import { readSdkUsage } from '../ai-sdk/read-usage.ts';
import type { OpenSdk } from '../ai-sdk/sdk.ts';

export const openSdk: OpenSdk = ({ baseUrl, apiKey, fetch }) => {
  const sdk = createGoogle({ baseURL: baseUrl, apiKey: apiKey ?? '', fetch });
  return {
    model: (model) => sdk.languageModel(model),
    embedding: (model) => sdk.embeddingModel(model),
    readUsage: readSdkUsage,
  };
};
