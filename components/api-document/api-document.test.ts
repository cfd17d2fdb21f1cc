import { describe, expect, it } from 'vitest';
import { type ApiDocument, apiDocumentSchema } from '#lib/api-document/schemas.ts';
import { curlOf } from './curl-of.ts';
import { groupOperations, operationsOf, parametersOf, responsesOf } from './operations.ts';
import { shapeOf } from './schema-shape.ts';

const node = {
  type: 'object',
  properties: {
    name: { type: 'string', maxLength: 20 },
    kids: { type: 'array', items: { $ref: '#/components/schemas/Node' } },
  },
  required: ['name'],
};

const document: ApiDocument = apiDocumentSchema.parse({
  openapi: '3.1.1',
  info: { title: 'T', version: '1', description: '' },
  tags: [
    { name: 'Nodes', description: '' },
    { name: 'Empty', description: '' },
  ],
  paths: {
    '/api/nodes/{id}': {
      put: {
        operationId: 'putNode',
        summary: 'Save a node',
        tags: ['Nodes'],
        security: [{ apiKey: [] }],
        parameters: [
          { $ref: '#/components/parameters/Key' },
          { name: 'mode', in: 'query', required: true, schema: { type: 'string' } },
        ],
        requestBody: {
          required: true,
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Node' } } },
        },
        responses: { 200: { description: 'Success.' }, default: { $ref: '#/components/responses/Problem' } },
      },
    },
    '/api/health': {
      get: {
        operationId: 'health',
        summary: 'Say how it is',
        tags: ['Nodes'],
        security: [],
        responses: { 200: { description: 'Success.' } },
      },
    },
  },
  components: {
    schemas: { Node: node },
    parameters: { Key: { name: 'Idempotency-Key', in: 'header', schema: { type: 'string' } } },
    responses: { Problem: { description: 'What went wrong.' } },
    securitySchemes: {},
  },
});

const [put, health] = operationsOf(document);
if (put === undefined || health === undefined) throw new Error('The document lost its operations.');

describe('operations', () => {
  it('are found by every word of the search, in their areas', () => {
    const found = (search: string) =>
      groupOperations(document, search).flatMap((group) =>
        group.operations.map(({ operation }) => operation.operationId),
      );
    expect(found('')).toEqual(['putNode', 'health']);
    expect(found('NODE put')).toEqual(['putNode']);
    expect(found('node delete')).toEqual([]);
    expect(groupOperations(document, '').map(({ name }) => name)).toEqual(['Nodes']);
  });

  it('know the parameters and answers they share with others', () => {
    expect(parametersOf(document, put.operation).map(({ name }) => name)).toEqual([
      'Idempotency-Key',
      'mode',
    ]);
    expect(responsesOf(document, put.operation)).toEqual([
      { status: '200', response: { description: 'Success.' } },
      { status: 'default', response: { description: 'What went wrong.' } },
    ]);
  });
});

describe('the command', () => {
  it('has a key, what must be in the address, and a body with what must be in it', () => {
    expect(curlOf('https://slipway.test', document, put)).toBe(
      [
        'curl -X PUT "https://slipway.test/api/nodes/ID?mode=MODE"',
        '-H "Authorization: Bearer $SLIPWAY_KEY"',
        '-H "Content-Type: application/json"',
        `-d '{"name":"…"}'`,
      ].join(' \\\n  '),
    );
  });

  it('sends no key where none is needed, and keeps apostrophes in the body', () => {
    expect(curlOf('https://slipway.test', document, health)).toBe('curl "https://slipway.test/api/health"');
    const quoted = structuredClone(put);
    const content = quoted.operation.requestBody?.content['application/json'];
    if (content) content.example = { name: "Ada's" };
    expect(curlOf('https://slipway.test', document, quoted)).toContain(`-d '{"name":"Ada'\\''s"}'`);
  });
});

describe('a shape', () => {
  const shape = (schema: Record<string, unknown>) => shapeOf(schema, { Node: node });

  it('names components and shows what is inside, also of lists of them', () => {
    expect(shape({ $ref: '#/components/schemas/Node' })).toMatchObject({
      kind: 'Node',
      inside: [
        { label: 'name', required: true },
        { label: 'kids', required: false },
      ],
    });
    expect(shape({ type: 'array', items: { $ref: '#/components/schemas/Node' } })).toMatchObject({
      kind: 'list of Node',
      inside: [{ label: 'name' }, { label: 'kids' }],
    });
  });

  it.each([
    [{ type: 'string', maxLength: 20 }, 'text', ['at most 20 characters']],
    [{ type: 'string', enum: ['a', 'b'], default: 'a' }, 'text', ['"a", "b"', '"a" when left out']],
    [{ type: 'integer', minimum: 1, maximum: 5 }, 'whole number', ['1 to 5']],
    [
      { type: 'integer', minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER },
      'whole number',
      [],
    ],
    [{ anyOf: [{ type: 'string', format: 'uuid' }, { type: 'null' }] }, 'text or null', ['uuid']],
    [{ anyOf: [{ type: 'string' }, { type: 'number' }] }, 'text or number', []],
    [{ const: 1 }, '1', []],
    [{}, 'anything', []],
  ])('says %j in words', (schema, kind, notes) => {
    expect(shape(schema)).toMatchObject({ kind, notes });
  });

  it('offers alternatives that have an inside one by one', () => {
    const { kind, inside } = shape({
      anyOf: [{ $ref: '#/components/schemas/Node' }, { type: 'string' }, { type: 'null' }],
    });
    expect(kind).toBe('Node or text or null');
    expect(inside.map(({ label }) => label)).toEqual(['Shape 1', 'Shape 2']);
  });

  it('ends also where a shape is a list of itself', () => {
    const self = {
      anyOf: [{ type: 'string' }, { type: 'array', items: { $ref: '#/components/schemas/Json' } }],
    };
    const { kind, inside } = shapeOf({ $ref: '#/components/schemas/Json' }, { Json: self });
    expect(kind).toMatch(/^text or list of /);
    expect(inside).toEqual([]);
  });
});
