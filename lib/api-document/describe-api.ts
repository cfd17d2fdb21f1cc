import type { z } from 'zod';
import { tags } from './areas.ts';
import { componentSchemas } from './component-schemas.ts';
import { type DocumentedRoute, describeOperation } from './describe-operation.ts';
import { errorResponses } from './errors.ts';
import type { ApiDocument } from './schemas.ts';

const description =
  'Everything the console can do, and the serving APIs. Send an API key as `Authorization: Bearer <key>`. ' +
  'Every answer carries its id in `x-slipway-request-id`.';

/** The OpenAPI 3.1 document of these routes. `named` are the shapes that become components, by name. */
export function describeApi(
  routes: readonly DocumentedRoute[],
  named: ReadonlyMap<string, z.ZodType>,
  version: string,
): ApiDocument {
  const used = routes.flatMap(({ document }) =>
    [document?.params, document?.query, document?.body, document?.output].filter(
      (each) => each !== undefined,
    ),
  );
  const schemas = componentSchemas(named, used);
  const paths: ApiDocument['paths'] = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method]: describeOperation(route, schemas) };
  }
  const present = new Set(
    Object.values(paths).flatMap((path) => Object.values(path).flatMap((each) => each.tags)),
  );
  const document: ApiDocument = {
    openapi: '3.1.1',
    info: { title: 'Slipway', version, description },
    tags: tags.filter(({ name }) => present.has(name)),
    paths,
    components: {
      schemas: schemas.components(),
      parameters: {
        IdempotencyKey: {
          name: 'Idempotency-Key',
          in: 'header',
          description:
            'Makes it safe to send the request again: for 24 hours, the same key with the same request gets the first answer.',
          schema: { type: 'string', minLength: 1, maxLength: 255 },
        },
      },
      responses: errorResponses,
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer', description: 'An API key of Slipway.' },
        session: { type: 'apiKey', in: 'cookie', name: 'next-auth.session-token' },
      },
    },
  };
  return document;
}
