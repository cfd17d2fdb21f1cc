/** Cohere's API, version 2. */
import { createCohere } from '@ai-sdk/cohere';
import { readSdkUsage } from '../ai-sdk/read-usage.ts';
import type { OpenSdk } from '../ai-sdk/sdk.ts';

export const openSdk: OpenSdk = ({ baseUrl, apiKey, fetch }) => {
  const sdk = createCohere({ baseURL: baseUrl, apiKey: apiKey ?? '', fetch });
  return {
    model: (model) => sdk.languageModel(model),
    embedding: (model) => sdk.embeddingModel(model),
    // Questions and passages share one embedder, so both are embedded as passages are.
    embeddingOptions: (dimensions) => ({
      cohere: {
        inputType: 'search_document',
        ...(dimensions !== undefined && { outputDimension: dimensions }),
      },
    }),
    readUsage: readSdkUsage,
  };
};
