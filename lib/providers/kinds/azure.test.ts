import { expect, test } from 'vitest';
import { modelParametersSchema } from '../../chain/schemas.ts';
import { createSdkProvider } from '../ai-sdk/create-provider.ts';
import { openSdk } from './azure.ts';

async function addressOf(baseUrl: string, apiVersion?: string): Promise<string> {
  let called = '';
  const sdk = openSdk({
    name: 'azure',
    baseUrl,
    apiKey: 'k',
    settings: { ...(apiVersion !== undefined && { apiVersion }) },
    fetch: async (input) => {
      called = String(input);
      return Response.json({ error: { message: 'no' } }, { status: 400 });
    },
  });
  const events = createSdkProvider({ name: 'azure', apiKey: 'k', sdk }).generate({
    model: 'chat',
    turns: [{ role: 'user', content: 'ahoy' }],
    question: 'ahoy',
    passages: [],
    inputs: {},
    retries: 0,
    parameters: modelParametersSchema.parse({}),
    signal: new AbortController().signal,
  });
  await expect(events[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: 'bad_request' });
  return called;
}

test.each([
  [undefined, '/openai/v1/chat/completions?api-version=v1'],
  ['2024-10-21', '/openai/deployments/chat/chat/completions?api-version=2024-10-21'],
])('the API version %s is called at %s', async (apiVersion, path) => {
  const resource = 'https://our-resource.openai.azure.com';
  expect(await addressOf(`${resource}/openai`, apiVersion)).toBe(resource + path);
});
