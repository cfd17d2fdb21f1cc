import { describe, expect, test } from 'vitest';
import type { ProviderSummary } from '#lib/providers/schemas.ts';
import { emptyModel, inputOf, providerFormSchema, valuesOf } from './form-values.ts';

const stored: ProviderSummary = {
  id: '1',
  name: 'openai',
  kind: 'openai-compatible',
  payload: 'messages',
  baseUrl: 'https://api.openai.com/v1',
  settings: {},
  hasKey: true,
  models: [
    {
      name: 'gpt-5-mini',
      price: { input: 250, cachedInput: 25, cacheWrite: 250, output: 2000, reasoning: 2000 },
    },
    { name: 'free-model' },
  ],
  allowPrivateNetwork: false,
  createdAt: '2026-11-20T10:00:00.000Z',
  updatedAt: '2026-11-20T10:00:00.000Z',
};

describe('what is sent', () => {
  test('an untouched form changes nothing and leaves the key alone', () => {
    const { name, kind, baseUrl, models, allowPrivateNetwork } = stored;
    expect(inputOf(valuesOf(stored))).toEqual({ name, kind, baseUrl, models, allowPrivateNetwork });
  });

  test('the kind and payload of a server are kept, and a new one speaks OpenAI’s protocol', () => {
    const remote: ProviderSummary = { ...stored, kind: 'invocations', payload: 'dataframe_split' };
    expect(inputOf(valuesOf(remote))).toMatchObject({ kind: 'invocations', payload: 'dataframe_split' });
    expect(valuesOf(null)).toMatchObject({ kind: 'openai-compatible', payload: 'messages' });
  });

  test('a typed key replaces the stored one, and removing it sends an empty one', () => {
    expect(inputOf({ ...valuesOf(stored), apiKey: 'sk-new' }).apiKey).toBe('sk-new');
    expect(inputOf({ ...valuesOf(stored), removeKey: true }).apiKey).toBe('');
  });

  test('classes without a price of their own cost what their main class costs', () => {
    const models = [{ ...emptyModel, name: 'm', input: '0.15', output: '0.6' }];
    expect(inputOf({ ...valuesOf(stored), models }).models[0]?.price).toEqual({
      input: 150,
      cachedInput: 150,
      cacheWrite: 150,
      output: 600,
      reasoning: 600,
    });
  });
});

describe('the kinds', () => {
  const vendor: ProviderSummary = {
    ...stored,
    kind: 'bedrock',
    baseUrl: 'https://bedrock-runtime.eu-central-1.amazonaws.com',
    settings: { region: 'eu-central-1', accessKeyId: 'AKIAEXAMPLE' },
    models: [],
  };

  test('the vendor’s own address is not repeated, another one is', () => {
    expect(valuesOf(vendor).baseUrl).toBe('');
    expect(inputOf(valuesOf(vendor))).toEqual({
      name: 'openai',
      kind: 'bedrock',
      region: 'eu-central-1',
      accessKeyId: 'AKIAEXAMPLE',
      models: [],
      allowPrivateNetwork: false,
    });
    const proxied = { ...vendor, baseUrl: 'https://proxy.example.com' };
    expect(inputOf(valuesOf(proxied))).toMatchObject({ baseUrl: 'https://proxy.example.com' });
  });

  test('a vendor needs its key, and each kind its own fields', () => {
    const fields = (values: Partial<ReturnType<typeof valuesOf>>) =>
      providerFormSchema
        .safeParse({ ...valuesOf(null), name: 'x', ...values })
        .error?.issues.map((issue) => issue.path.join('.'));
    expect(fields({ kind: 'anthropic' })).toEqual(['apiKey']);
    expect(fields({ kind: 'bedrock', apiKey: 'k' })?.sort()).toEqual(['accessKeyId', 'region']);
    expect(fields({ kind: 'azure', apiKey: 'k' })).toEqual(['resourceName']);
    expect(fields({ kind: 'openai-compatible' })).toEqual(['baseUrl']);
    expect(fields({ kind: 'mistral', apiKey: 'k' })).toBeUndefined();
  });
});

describe('what is refused', () => {
  const withModel = (model: Partial<typeof emptyModel>) =>
    providerFormSchema.safeParse({ ...valuesOf(stored), models: [{ ...emptyModel, name: 'm', ...model }] });

  test('half a price, and one that cannot be kept exactly', () => {
    expect(withModel({ input: '1' }).error?.issues[0]?.path).toEqual(['models', 0, 'output']);
    expect(withModel({ input: '0.0375', output: '1' }).error?.issues[0]?.path).toEqual([
      'models',
      0,
      'input',
    ]);
  });

  test('no price at all is fine', () => {
    expect(withModel({}).success).toBe(true);
  });
});
