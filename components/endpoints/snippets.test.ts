import { expect, test } from 'vitest';
import { endpointSnippets } from './snippets.ts';

test('every snippet names the endpoint and the address of this product', () => {
  const { curl, python, typescript } = endpointSnippets('https://slipway.example:8443', 'support-eu');
  expect(curl).toContain('https://slipway.example:8443/v1/chat/completions');
  expect(python).toContain('base_url="https://slipway.example:8443/v1"');
  expect(typescript).toContain("baseURL: 'https://slipway.example:8443/v1'");
  for (const snippet of [curl, python, typescript]) {
    expect(snippet).toContain('support-eu');
    expect(snippet).toContain('SLIPWAY_KEY');
  }
});

test('the body of the command is JSON', () => {
  const body = /-d '(.*)'$/.exec(endpointSnippets('http://localhost:3000', 'assistant').curl)?.[1] ?? '';
  expect(JSON.parse(body)).toMatchObject({ model: 'assistant', messages: [{ role: 'user' }] });
});
