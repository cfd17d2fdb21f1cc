/** Amazon Bedrock's Converse API, signed with an access key (SigV4). Answers arrive as AWS's binary event stream. */
import { createAmazonBedrock } from '@ai-sdk/amazon-bedrock';
import { readSdkUsage } from '../ai-sdk/read-usage.ts';
import type { OpenSdk } from '../ai-sdk/sdk.ts';

export const openSdk: OpenSdk = ({ baseUrl, apiKey, settings, fetch }) => {
  const sdk = createAmazonBedrock({
    region: settings.region ?? '',
    accessKeyId: settings.accessKeyId ?? '',
    secretAccessKey: apiKey ?? '',
    // An empty one keeps the SDK from taking AWS_BEARER_TOKEN_BEDROCK out of the server's environment.
    apiKey: '',
    baseURL: baseUrl,
    fetch,
  });
  return {
    model: (model) => sdk.languageModel(model),
    embedding: (model) => sdk.embeddingModel(model),
    embeddingOptions: (dimensions) => ({ bedrock: { ...(dimensions !== undefined && { dimensions }) } }),
    readUsage: readSdkUsage,
  };
};
