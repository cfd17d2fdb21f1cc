/** Databricks' external models as providers, kind by kind. */
import { AppError } from '../../../platform/errors.ts';
import type { ProviderKind, ProviderSettings } from '../../../providers/schemas.ts';
import type { ExternalModel } from './external-model-body.ts';

export interface ExternalProvider extends ProviderSettings {
  kind: ProviderKind;
  /** Absent is the vendor's own. */
  baseUrl?: string;
  /** Absent keeps the stored one. */
  apiKey?: string;
  /** The model as the provider calls it. */
  model: string;
}

/** Throws `invalid` for a provider or a way of signing in that Slipway does not have. */
export function externalProvider(external: ExternalModel): ExternalProvider {
  const { provider, name } = external;
  switch (provider.toLowerCase()) {
    case 'openai':
      return openAi(external);
    case 'anthropic':
      return {
        kind: 'anthropic',
        model: name,
        ...key(external.anthropic_config?.anthropic_api_key_plaintext),
      };
    case 'cohere':
      return cohere(external);
    case 'amazon-bedrock':
      return bedrock(external);
    case 'custom':
      return custom(external);
    case 'databricks-model-serving':
      return databricks(external);
    default:
      throw refusal(
        'provider',
        `External models of "${provider}" cannot be served. There are openai, anthropic, cohere, amazon-bedrock, custom and ` +
          'databricks-model-serving; others can be added under Providers and served from the console.',
      );
  }
}

/** OpenAI itself; every other base address is a server that speaks its language. */
const openAiHost = /(^|\.)openai\.com$/;
const azureHost = /^([a-z0-9-]+)\.openai\.azure\.com$/i;

function openAi({ name, openai_config: config }: ExternalModel): ExternalProvider {
  const base = config?.openai_api_base ?? undefined;
  const type = config?.openai_api_type?.toLowerCase() ?? 'openai';
  const secret = key(config?.openai_api_key_plaintext);
  if (type === 'azuread' || config?.microsoft_entra_client_secret_plaintext) {
    throw refusal('openai_config', 'Azure OpenAI is called with a key here, not through Microsoft Entra.');
  }
  if (type === 'azure') {
    const resource = base === undefined ? undefined : azureHost.exec(new URL(base).hostname)?.[1];
    return {
      kind: 'azure',
      model: config?.openai_deployment_name ?? name,
      ...secret,
      ...(config?.openai_api_version && { apiVersion: config.openai_api_version }),
      ...(resource ? { resourceName: resource } : base !== undefined && { baseUrl: base }),
    };
  }
  const own = base !== undefined && !openAiHost.test(new URL(base).hostname);
  return {
    kind: own ? 'openai-compatible' : 'openai',
    model: name,
    ...secret,
    ...(base !== undefined && { baseUrl: base }),
    ...(!own && config?.openai_organization && { organization: config.openai_organization }),
  };
}

function cohere({ name, cohere_config: config }: ExternalModel): ExternalProvider {
  return {
    kind: 'cohere',
    model: name,
    ...key(config?.cohere_api_key_plaintext),
    ...(config?.cohere_api_base && { baseUrl: config.cohere_api_base }),
  };
}

/** Bedrock's own names begin with the maker's, which Databricks writes separately: `anthropic` + `claude-v2`. */
function bedrock({ name, amazon_bedrock_config: config }: ExternalModel): ExternalProvider {
  if (!config)
    throw refusal('amazon_bedrock_config', 'Send amazon_bedrock_config with region and access key.');
  const maker = config.bedrock_provider?.toLowerCase();
  return {
    kind: 'bedrock',
    model: maker === undefined || name.includes('.') ? name : `${maker}.${name}`,
    region: config.aws_region,
    ...(config.aws_access_key_id_plaintext && { accessKeyId: config.aws_access_key_id_plaintext }),
    ...key(config.aws_secret_access_key_plaintext),
  };
}

function custom({ name, custom_provider_config: config }: ExternalModel): ExternalProvider {
  if (!config) throw refusal('custom_provider_config', 'Send custom_provider_config with the address.');
  if (config.api_key_auth) {
    throw refusal(
      'custom_provider_config.api_key_auth',
      'Send the key as bearer_token_auth.token_plaintext.',
    );
  }
  return {
    kind: 'openai-compatible',
    model: name,
    baseUrl: config.custom_provider_url.replace(/\/chat\/completions\/?$/, ''),
    ...key(config.bearer_token_auth?.token_plaintext),
  };
}

/** Databricks serves its endpoints to OpenAI clients too, under `/serving-endpoints`, streams included. */
function databricks({ name, databricks_model_serving_config: config }: ExternalModel): ExternalProvider {
  if (!config) {
    throw refusal(
      'databricks_model_serving_config',
      'Send databricks_model_serving_config with the workspace.',
    );
  }
  return {
    kind: 'openai-compatible',
    model: name,
    baseUrl: `${config.databricks_workspace_url.replace(/\/+$/, '')}/serving-endpoints`,
    ...key(config.databricks_api_token_plaintext),
  };
}

function key(plaintext: string | null | undefined): { apiKey?: string } {
  return plaintext ? { apiKey: plaintext } : {};
}

function refusal(path: string, message: string): AppError {
  return new AppError('invalid', message, { issues: [{ path: `external_model.${path}`, message }] });
}
