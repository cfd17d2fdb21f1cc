/**
 * Azure OpenAI. Model names are those of deployments. The version `v1` is the address without versions
 * (`/openai/v1/…`); dated ones (`2024-10-21`) name the deployment in the path and themselves in `api-version`.
 */
import { createAzure } from '@ai-sdk/azure';
import type { OpenSdk } from '../ai-sdk/sdk.ts';
import { normaliseUsage } from '../transport/normalise-usage.ts';

export const openSdk: OpenSdk = ({ baseUrl, apiKey, settings, fetch }) => {
  const apiVersion = settings.apiVersion ?? 'v1';
  const sdk = createAzure({
    baseURL: baseUrl,
    apiKey: apiKey ?? '',
    apiVersion,
    useDeploymentBasedUrls: /^\d/.test(apiVersion),
    fetch,
  });
  return {
    model: (deployment) => sdk.chat(deployment),
    embedding: (deployment) => sdk.embeddingModel(deployment),
    options: { openai: { strictJsonSchema: false } },
    embeddingOptions: (dimensions) => ({ openai: { ...(dimensions !== undefined && { dimensions }) } }),
    readUsage: ({ raw }) => normaliseUsage(raw),
  };
};
