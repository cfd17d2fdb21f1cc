/** `external_model` as databricks-sdk-py writes it (`service/serving.py`, `ExternalModel` and the configs of its providers). */
import { z } from 'zod';

/** A secret as it is; a reference to Databricks' secret scopes means nothing outside of Databricks. */
const plaintext = z.string().trim().min(1).max(1000).nullish();
const reference = z
  .null({
    error:
      'Slipway has no secret scopes, so a reference like {{secrets/scope/key}} cannot be followed. ' +
      'Send the secret in the field of the same name that ends in _plaintext; it is stored encrypted.',
  })
  .optional();
const address = z.url({ protocol: /^https?$/, error: 'This must be an address that starts with https://.' });

const openAiConfig = z.object({
  openai_api_key: reference,
  openai_api_key_plaintext: plaintext,
  openai_api_base: address.nullish(),
  openai_api_type: z.string().max(63).nullish(),
  openai_api_version: z.string().max(63).nullish(),
  openai_deployment_name: z.string().max(200).nullish(),
  openai_organization: z.string().max(200).nullish(),
  microsoft_entra_client_secret: reference,
  microsoft_entra_client_secret_plaintext: plaintext,
});

const customConfig = z.object({
  custom_provider_url: address,
  bearer_token_auth: z.object({ token: reference, token_plaintext: plaintext }).nullish(),
  api_key_auth: z.object({ key: z.string(), value: reference, value_plaintext: plaintext }).nullish(),
});

const databricksConfig = z.object({
  databricks_workspace_url: address,
  databricks_api_token: reference,
  databricks_api_token_plaintext: plaintext,
});

const anthropicConfig = z.object({ anthropic_api_key: reference, anthropic_api_key_plaintext: plaintext });

const cohereConfig = z.object({
  cohere_api_base: address.nullish(),
  cohere_api_key: reference,
  cohere_api_key_plaintext: plaintext,
});

const bedrockConfig = z.object({
  aws_region: z.string().max(40),
  bedrock_provider: z.string().max(63).nullish(),
  aws_access_key_id: reference,
  aws_access_key_id_plaintext: plaintext,
  aws_secret_access_key: reference,
  aws_secret_access_key_plaintext: plaintext,
});

export const externalModelSchema = z.object({
  provider: z.string().min(1).max(63),
  /** As the provider calls the model. */
  name: z.string().min(1).max(200),
  task: z.literal('llm/v1/chat', { error: 'Endpoints answer questions: the task must be "llm/v1/chat".' }),
  openai_config: openAiConfig.nullish(),
  anthropic_config: anthropicConfig.nullish(),
  cohere_config: cohereConfig.nullish(),
  amazon_bedrock_config: bedrockConfig.nullish(),
  custom_provider_config: customConfig.nullish(),
  databricks_model_serving_config: databricksConfig.nullish(),
});
export type ExternalModel = z.output<typeof externalModelSchema>;
