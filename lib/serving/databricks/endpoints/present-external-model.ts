import type { ProviderSummary } from '../../../providers/schemas.ts';
import type { ServedTarget } from '../../schemas.ts';

type External = Extract<ServedTarget, { by: 'external' }>;

/**
 * An external model as Databricks writes it, without any secret. `provider` is null when it was deleted; addresses are left
 * out for readers who may not see providers.
 */
export function presentExternalModel(
  target: External,
  provider: ProviderSummary | null,
  withAddress: boolean,
) {
  const base = withAddress ? (provider?.baseUrl ?? null) : null;
  return { name: target.providerModel, task: 'llm/v1/chat', ...configOf(target, provider, base) };
}

function configOf({ providerModel }: External, provider: ProviderSummary | null, base: string | null) {
  const { region, apiVersion, organization } = provider?.settings ?? {};
  switch (provider?.kind) {
    case 'openai':
    case 'openai-compatible':
      return {
        provider: 'openai',
        openai_config: {
          ...(base !== null && { openai_api_base: base }),
          ...(organization !== undefined && { openai_organization: organization }),
        },
      };
    case 'azure':
      return {
        provider: 'openai',
        openai_config: {
          openai_api_type: 'azure',
          openai_deployment_name: providerModel,
          ...(base !== null && { openai_api_base: base }),
          ...(apiVersion !== undefined && { openai_api_version: apiVersion }),
        },
      };
    case 'anthropic':
      return { provider: 'anthropic', anthropic_config: {} };
    case 'cohere':
      return { provider: 'cohere', cohere_config: base === null ? {} : { cohere_api_base: base } };
    case 'bedrock':
      return { provider: 'amazon-bedrock', amazon_bedrock_config: { aws_region: region } };
    default:
      return {
        provider: 'custom',
        ...(base !== null && { custom_provider_config: { custom_provider_url: base } }),
      };
  }
}
