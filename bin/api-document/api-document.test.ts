import path from 'node:path';
import { Validator } from '@seriousme/openapi-schema-validator';
import { beforeAll, describe, expect, it } from 'vitest';
import { describeApi } from '../../lib/api-document/index.ts';
import { type ApiDocument, type ApiOperation, apiDocumentSchema } from '../../lib/api-document/schemas.ts';
import { routePatterns } from '../supervisor/route-patterns.ts';
import { collectRoutes, collectSchemas } from './collect-routes.ts';

const root = path.resolve(import.meta.dirname, '../..');
let document: ApiDocument;
let operations: { path: string; method: string; operation: ApiOperation }[];

beforeAll(async () => {
  document = describeApi(await collectRoutes(root), await collectSchemas(root), '1.2.3');
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
}, 60_000);

describe('the API’s description', () => {
  it('is a valid OpenAPI 3.1 document', async () => {
    const plain = JSON.parse(JSON.stringify(document)) as Record<string, unknown>;
    const result = await new Validator().validate(plain);
    expect(result.errors ?? []).toEqual([]);
    expect(result.valid).toBe(true);
    expect(apiDocumentSchema.safeParse(plain).error).toBeUndefined();
  });

  it('names every route file', () => {
    const paths = Object.keys(document.paths);
    const missing = routePatterns(root).filter((pattern) => {
      const verbs = pattern.endsWith('[verb]');
      const address = pattern.replaceAll(/\[([^\]]+)\]/g, '{$1}').replace('{verb}', '');
      return !paths.some((candidate) => (verbs ? candidate.startsWith(address) : candidate === address));
    });
    expect(missing).toEqual([]);
  });

  it('gives every reference something to refer to, and every component somebody who refers to it', () => {
    const text = JSON.stringify(document);
    const references = new Set(
      [...text.matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, pointer = '']) => pointer),
    );
    const present = new Set(
      (['schemas', 'parameters', 'responses'] as const).flatMap((kind) =>
        Object.keys(document.components[kind]).map((name) => `components/${kind}/${name}`),
      ),
    );
    expect([...references].filter((pointer) => !present.has(pointer))).toEqual([]);
    const unused = [...present].filter((pointer) => !references.has(pointer));
    expect(unused.filter((pointer) => !pointer.startsWith('components/responses/'))).toEqual([]);
  });

  it('has one id and a place for each operation', () => {
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    const tags = document.tags.map(({ name }) => name);
    expect(operations.filter(({ operation }) => !tags.includes(operation.tags[0] ?? ''))).toEqual([]);
  });

  it('says what console operations do in words', () => {
    const silent = operations.filter(
      ({ path, method, operation }) => operation.summary === `${method.toUpperCase()} ${path}`,
    );
    const own = silent.filter(
      ({ path }) => !path.startsWith('/api/2.0/') && !path.startsWith('/serving-endpoints'),
    );
    expect(own.map(({ path, method }) => `${method} ${path}`)).toEqual([]);
  });

  it('tells what may be sent and what comes back', () => {
    const create = document.paths['/api/keys']?.post;
    expect(create).toMatchObject({
      tags: ['Access'],
      'x-permission': expect.any(String),
      requestBody: {
        content: { 'application/json': { schema: { $ref: '#/components/schemas/CreateApiKeyInput' } } },
      },
      responses: { 201: { content: { 'application/json': { schema: {} } } } },
    });
    const bySelf = (name: string) => document.components.schemas[name] as { required?: string[] };
    // What has a default may be left out when sent, and is always there in an answer.
    expect(bySelf('CreateApiKeyInput').required).toEqual(['name']);
    const ask = document.paths['/v1/chat/completions']?.post;
    expect(ask?.security).toEqual([{ apiKey: [] }]);
    expect(JSON.stringify(ask?.parameters)).toContain('IdempotencyKey');
  });
});
