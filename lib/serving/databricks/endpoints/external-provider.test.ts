import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { providerInputSchema, providerNameSchema } from '../../../providers/schemas.ts';
import { endpointNameSchema, entityNameSchema } from '../../schemas.ts';
import { externalModelSchema } from './external-model-body.ts';
import { externalProvider } from './external-provider.ts';
import { providerNameOf } from './provider-name.ts';

function providerOf(external: Record<string, unknown>) {
  return externalProvider(externalModelSchema.parse({ task: 'llm/v1/chat', name: 'a-model', ...external }));
}

describe('external models of databricks-sdk-py', () => {
  test.each([
    [
      { provider: 'openai', openai_config: { openai_api_key_plaintext: 'k', openai_organization: 'org' } },
      { kind: 'openai', model: 'a-model', apiKey: 'k', organization: 'org' },
    ],
    [
      { provider: 'openai', openai_config: { openai_api_base: 'https://llm.example.com/v1' } },
      { kind: 'openai-compatible', model: 'a-model', baseUrl: 'https://llm.example.com/v1' },
    ],
    [
      {
        provider: 'openai',
        openai_config: {
          openai_api_type: 'azure',
          openai_api_base: 'https://ours.openai.azure.com/',
          openai_api_version: '2024-10-21',
          openai_deployment_name: 'chat',
          openai_api_key_plaintext: 'k',
        },
      },
      { kind: 'azure', model: 'chat', apiKey: 'k', apiVersion: '2024-10-21', resourceName: 'ours' },
    ],
    [
      { provider: 'anthropic', anthropic_config: { anthropic_api_key_plaintext: 'k' } },
      { kind: 'anthropic', model: 'a-model', apiKey: 'k' },
    ],
    [
      { provider: 'cohere', cohere_config: { cohere_api_key_plaintext: 'k' } },
      { kind: 'cohere', model: 'a-model', apiKey: 'k' },
    ],
    [
      {
        provider: 'amazon-bedrock',
        name: 'claude-v2',
        amazon_bedrock_config: {
          aws_region: 'eu-central-1',
          bedrock_provider: 'Anthropic',
          aws_access_key_id_plaintext: 'AKIA123',
          aws_secret_access_key_plaintext: 'k',
        },
      },
      {
        kind: 'bedrock',
        model: 'anthropic.claude-v2',
        region: 'eu-central-1',
        accessKeyId: 'AKIA123',
        apiKey: 'k',
      },
    ],
    [
      {
        provider: 'custom',
        custom_provider_config: {
          custom_provider_url: 'https://llm.example.com/v1/chat/completions',
          bearer_token_auth: { token_plaintext: 'k' },
        },
      },
      { kind: 'openai-compatible', model: 'a-model', baseUrl: 'https://llm.example.com/v1', apiKey: 'k' },
    ],
    [
      {
        provider: 'databricks-model-serving',
        databricks_model_serving_config: {
          databricks_workspace_url: 'https://adb-1.azuredatabricks.net/',
          databricks_api_token_plaintext: 'k',
        },
      },
      {
        kind: 'openai-compatible',
        model: 'a-model',
        baseUrl: 'https://adb-1.azuredatabricks.net/serving-endpoints',
        apiKey: 'k',
      },
    ],
  ])('%j', (external, expected) => {
    const provider = providerOf(external);
    expect(provider).toEqual(expected);
    expect(providerInputSchema.safeParse({ name: 'x', ...provider }).error).toBeUndefined();
  });

  test.each([
    [{ provider: 'google-cloud-vertex-ai' }, /google-cloud-vertex-ai/],
    [{ provider: 'openai', openai_config: { openai_api_type: 'azuread' } }, /Entra/],
    [
      {
        provider: 'custom',
        custom_provider_config: { custom_provider_url: 'https://a.example', api_key_auth: { key: 'x-key' } },
      },
      /bearer_token_auth/,
    ],
    [{ provider: 'amazon-bedrock' }, /amazon_bedrock_config/],
  ])('%j is refused', (external, message) => {
    expect(() => providerOf(external)).toThrow(message);
  });

  test('a refused secret is not repeated', () => {
    const given = { provider: 'openai', openai_config: { openai_api_key: 'sk-in-the-wrong-field' } };
    const { error } = externalModelSchema.safeParse({ task: 'llm/v1/chat', name: 'm', ...given });
    expect(JSON.stringify(error?.issues)).toContain('_plaintext');
    expect(JSON.stringify(error?.issues)).not.toContain('sk-in-the-wrong-field');
  });
});

test('every endpoint and entity has a provider name that is allowed, always the same', () => {
  const names = fc.tuple(
    fc.stringMatching(/^[a-z0-9][a-z0-9._-]{0,61}[a-z0-9]$/),
    fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._@:/ -]{0,61}[A-Za-z0-9]$/),
  );
  fc.assert(
    fc.property(names, ([endpoint, entity]) => {
      fc.pre(endpointNameSchema.safeParse(endpoint).success && entityNameSchema.safeParse(entity).success);
      const name = providerNameOf(endpoint, entity);
      expect(providerNameSchema.safeParse(name).error).toBeUndefined();
      expect(providerNameOf(endpoint, entity)).toBe(name);
    }),
    { numRuns: 50 },
  );
});
