import { systemCaller } from '../../../access/index.ts';
import { AppError } from '../../../platform/errors.ts';
import { getProviderSummary } from '../../../providers/index.ts';
import { type ProviderSummary, vendorAddress } from '../../../providers/schemas.ts';
import type { ExternalModel } from './external-model-body.ts';
import type { ExternalProvider } from './external-provider.ts';

const reader = systemCaller('serving endpoints');

/** What is stored of a provider, never its key; null when there is none. What may be shown of it is up to the caller. */
export async function storedProvider(name: string): Promise<ProviderSummary | null> {
  try {
    return await getProviderSummary(reader, name);
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null;
    throw error;
  }
}

/**
 * Whether an entity goes on with the provider it has: what was read from GET, which tells no key, may be sent back, and so may
 * an entity whose provider was made in the console.
 */
export async function keepsProvider(
  name: string,
  external: ExternalModel,
  sent: ExternalProvider,
): Promise<boolean> {
  if (sent.apiKey !== undefined || sent.accessKeyId !== undefined) return false;
  const stored = await storedProvider(name);
  if (stored === null) return false;
  const address = sent.baseUrl ?? vendorAddress(sent.kind, sent);
  const hasAddress =
    external.openai_config?.openai_api_base ??
    external.cohere_config?.cohere_api_base ??
    external.custom_provider_config ??
    external.databricks_model_serving_config ??
    external.amazon_bedrock_config;
  return !hasAddress || address?.replace(/\/+$/, '') === stored.baseUrl;
}
