import { transformSync } from '@swc/core';
import { expect, test } from 'vitest';
import { sampleInputs } from './literals.ts';
import { clients, endpointSnippets, type SnippetOptions } from './snippets.ts';

const base: SnippetOptions = { origin: 'https://slipway.example:8443', endpoint: 'support-eu' };
const inputs = { tone: "Ada's", 'max-words': 80, formal: true };
const variants: SnippetOptions[] = [
  base,
  { ...base, stream: true },
  { ...base, inputs },
  { ...base, inputs, stream: true },
];

test.each(variants)('every snippet names the endpoint, this product and the key: %j', (options) => {
  const snippets = endpointSnippets(options);
  for (const client of clients) {
    expect(snippets[client]).toContain('support-eu');
    expect(snippets[client]).toContain('https://slipway.example:8443');
    expect(snippets[client]).toContain('SLIPWAY_KEY');
    expect(snippets[client].includes('max-words')).toBe(options.inputs !== undefined);
    expect(/stream|-N/.test(snippets[client])).toBe(options.stream === true);
  }
});

test.each(variants)('the TypeScript ones are TypeScript: %j', (options) => {
  const { typescript, 'langchain-js': langchain } = endpointSnippets(options);
  for (const source of [typescript, langchain]) {
    expect(() =>
      transformSync(source, { jsc: { parser: { syntax: 'typescript' }, target: 'es2024' } }),
    ).not.toThrow();
  }
});

test.each(variants)('the body of the command is JSON, apostrophes and all: %j', (options) => {
  const body = /-d '(.*)'$/.exec(endpointSnippets(options).curl)?.[1]?.replaceAll(`'\\''`, "'") ?? '';
  expect(JSON.parse(body)).toEqual({
    model: 'support-eu',
    messages: [{ role: 'user', content: expect.any(String) }],
    ...(options.inputs && { inputs }),
    ...(options.stream && { stream: true }),
  });
});

test('inputs are written as each language writes them', () => {
  const { python, typescript, langchain, 'langchain-js': js, mlflow } = endpointSnippets({ ...base, inputs });
  const py = `{"tone": "Ada's", "max-words": 80, "formal": True}`;
  expect(python).toContain(`extra_body={"inputs": ${py}}`);
  expect(langchain).toContain(`extra_body={"inputs": ${py}}`);
  expect(mlflow).toContain(`"custom_inputs": ${py}`);
  const literal = `{ tone: 'Ada\\'s', 'max-words': 80, formal: true }`;
  expect(typescript).toContain(`...{ inputs: ${literal} }`);
  expect(js).toContain(`modelKwargs: { inputs: ${literal} }`);
});

test('samples are values the version takes', () => {
  expect(
    sampleInputs({
      language: { type: 'string', required: true, description: '', maxLength: 10, enum: ['en', 'de'] },
      words: { type: 'number', required: true, description: '', min: 20 },
      formal: { type: 'boolean', required: false, description: '', default: false },
    }),
  ).toEqual({ language: 'en', words: 20, formal: false });
});
