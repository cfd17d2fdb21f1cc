import { expect, test } from 'vitest';
import { inputSignatureSchema } from '#lib/chain/schemas.ts';
import { initialDrafts, mergedVariables, readDrafts } from './input-drafts.ts';

const signature = inputSignatureSchema.parse({
  variables: {
    tone: { type: 'string', default: 'friendly' },
    team: { type: 'string' },
    year: { type: 'number', required: false },
    formal: { type: 'boolean', required: false },
  },
  example: { question: 'What?', inputs: { team: 'sales', year: 2026, formal: true } },
});
const variables = signature.variables ?? {};

test('a form starts with the example and the defaults', () => {
  expect(initialDrafts(signature)).toEqual({ tone: 'friendly', team: 'sales', year: '2026', formal: 'true' });
});

test('what is sent has the types of the signature; empty optional ones stay out', () => {
  expect(readDrafts(variables, initialDrafts(signature))).toEqual({
    values: { tone: 'friendly', team: 'sales', year: 2026, formal: true },
    problems: {},
  });
  expect(readDrafts(variables, { team: 'a', year: '', formal: '' }).values).toEqual({ team: 'a' });
});

test('a missing required input and a number that is none are problems', () => {
  expect(Object.keys(readDrafts(variables, { year: 'soon' }).problems)).toEqual(['team', 'year']);
});

test('the inputs of two versions are asked once', () => {
  const other = inputSignatureSchema.parse({
    variables: { team: { type: 'string' }, x: { type: 'number' } },
  });
  expect(Object.keys(mergedVariables([signature, other]))).toEqual(['tone', 'team', 'year', 'formal', 'x']);
});
