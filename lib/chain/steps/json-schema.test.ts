import { format } from '@cfworker/json-schema';
import { expect, test } from 'vitest';
import { jsonSchemaProblems } from '../json-schema-problems.ts';
import { mismatchOf } from './json-schema.ts';

const person = {
  type: 'object',
  properties: {
    name: { type: 'string', pattern: '^[A-Z]', allOf: [{ maxLength: 5 }] },
    pattern: { type: 'string', format: 'date' },
    friends: { type: 'array', items: { $ref: '#' } },
    kind: { enum: ['a', 'b'] },
  },
  required: ['name'],
  additionalProperties: false,
};

test.each([
  ['{"name": "Ana", "friends": [{"name": "Bo"}]}', null],
  ['{"name": "ana"}', '"pattern" does not hold at #/name'],
  ['{"name": "Anatole"}', '"maxLength" does not hold at #/name'],
  ['{"name": "Ana", "pattern": "today"}', '"format" does not hold at #/pattern'],
  ['{"name": "Ana", "friends": [{}]}', '"required" does not hold at #/friends/0'],
  ['{"name": "Ana", "secret": 1}', 'it has a member that the schema does not allow'],
  ['[]', '"type" does not hold at the top'],
  ['{"name": ', 'it is not JSON'],
])('%s', (text, expected) => {
  expect(jsonSchemaProblems(person, 'schema')).toEqual([]);
  expect(mismatchOf(text, person)).toBe(expected);
});

test('patterns are linear, and leave nothing behind', () => {
  const before = Object.keys(format).length;
  const began = performance.now();
  expect(mismatchOf(JSON.stringify(`${'a'.repeat(50_000)}!`), { pattern: '^(a+)+$' })).not.toBeNull();
  expect(performance.now() - began).toBeLessThan(5000);
  expect(Object.keys(format)).toHaveLength(before);
});

test('the schema of the version is not changed', () => {
  const frozen = structuredClone(person);
  mismatchOf('{"name": "Ana"}', frozen);
  expect(frozen).toEqual(person);
});

test.each<[object, string, RegExp]>([
  [{ type: 'objekt' }, 's.type', /Did you mean "object"/],
  [{ properties: { a: { type: ['string', 'nil'] } } }, 's.properties.a.type', /"nil"/],
  [{ properties: { a: { minLength: -1 } } }, 's.properties.a.minLength', /whole number/],
  [{ required: 'name' }, 's.required', /list of names/],
  [{ anyOf: [] }, 's.anyOf', /list of schemas/],
  [{ items: [{ type: 'string' }] }, 's.items', /schema/],
  [{ allOf: [{ pattern: '(?=x)' }] }, 's.allOf.0.pattern', /RE2/],
  [{ patternProperties: { a: {} } }, 's.patternProperties', /not supported/],
  [{ format: '__proto__' }, 's.format', /date-time/],
  [{ $ref: '#/$defs/nothing' }, 's.$ref', /leads nowhere/],
  [{ $ref: 'https://elsewhere.example/schema' }, 's.$ref', /leads nowhere/],
  [{ $ref: '#' }, 's.$ref', /back to itself/],
  [
    { anyOf: [{ $ref: '#/$defs/a' }], $defs: { a: { not: { $ref: '#' } } } },
    's.anyOf.0.$ref',
    /back to itself/,
  ],
])('%j is refused at registration', (schema, path, message) => {
  const [first] = jsonSchemaProblems(Object(schema), 's');
  expect(first?.path).toBe(path);
  expect(first?.message).toMatch(message);
});

test('names of properties and data are no keywords', () => {
  const schema = {
    properties: { pattern: { type: 'string' }, type: { const: { type: 'x' } }, $ref: true },
    enum: [{ type: 'y' }],
  };
  expect(jsonSchemaProblems(schema, 's')).toEqual([]);
});
