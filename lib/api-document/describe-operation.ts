import type { RouteDocument } from '../platform/http/route-document.ts';
import { areaOf } from './areas.ts';
import type { ComponentSchemas } from './component-schemas.ts';
import { errorReference } from './errors.ts';
import { bodyExamples } from './examples.ts';
import type { ApiMethod, ApiOperation, ApiParameter } from './schemas.ts';

export interface DocumentedRoute {
  /** As OpenAPI writes it: `/api/models/{name}`. */
  path: string;
  method: ApiMethod;
  /** Null for a handler that says nothing of itself. */
  document: RouteDocument | null;
}

export function describeOperation(route: DocumentedRoute, schemas: ComponentSchemas): ApiOperation {
  const { path } = route;
  const document: RouteDocument = route.document ?? { dialect: 'console', permission: null };
  const { permission } = document;
  return {
    operationId: operationIdOf(route),
    summary: document.summary ?? unnamed(route, document),
    tags: [areaOf(path)],
    security: securityOf(document),
    ...(permission !== null && permission !== 'any-user' && { 'x-permission': permission }),
    ...parametersOf(route, document, schemas),
    ...(document.body && {
      requestBody: {
        required: true,
        content: {
          'application/json': {
            schema: schemas.schemaOf(document.body, 'input'),
            ...exampleOf(route),
          },
        },
      },
    }),
    responses: {
      [String(document.status ?? 200)]: successOf(document, schemas),
      default: errorReference(document.dialect),
    },
  };
}

/** MLflow's addresses say what they do: `runs/log-metric`. */
function unnamed({ path, method }: DocumentedRoute, { dialect }: RouteDocument): string {
  const [verb = '', folder = ''] = path.split('/').reverse();
  if (dialect !== 'mlflow') return `${method.toUpperCase()} ${path}`;
  const words = `${folder}: ${verb}`.replaceAll('-', ' ');
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

function exampleOf({ path, method }: DocumentedRoute): { example?: unknown } {
  const example = bodyExamples[`${method.toUpperCase()} ${path}`];
  return example === undefined ? {} : { example };
}

function operationIdOf({ path, method }: DocumentedRoute): string {
  const words = path.split(/[^a-zA-Z0-9]+/).filter((word) => word !== '');
  return method + words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join('');
}

function securityOf({ dialect, permission }: RouteDocument): Record<string, string[]>[] {
  if (permission === null) return [];
  return dialect === 'console' ? [{ apiKey: [] }, { session: [] }] : [{ apiKey: [] }];
}

function parametersOf(
  { path, method }: DocumentedRoute,
  document: RouteDocument,
  schemas: ComponentSchemas,
): Pick<ApiOperation, 'parameters'> {
  const inPath = document.params ? schemas.membersOf(document.params).properties : {};
  const names = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => name);
  const parameters: NonNullable<ApiOperation['parameters']> = names.map(
    (name): ApiParameter => ({
      name,
      in: 'path',
      required: true,
      schema: inPath[name] ?? { type: 'string' },
    }),
  );
  if (document.query) {
    const { properties, required } = schemas.membersOf(document.query);
    for (const [name, schema] of Object.entries(properties)) {
      parameters.push({ name, in: 'query', required: required.includes(name), schema });
    }
  }
  if (method !== 'get' && document.permission !== null && document.dialect !== 'mlflow') {
    parameters.push({ $ref: '#/components/parameters/IdempotencyKey' });
  }
  return parameters.length === 0 ? {} : { parameters };
}

function successOf({ output }: RouteDocument, schemas: ComponentSchemas) {
  const description = 'Success.';
  if (output === undefined) return { description };
  return {
    description,
    content: { 'application/json': { schema: schemas.schemaOf(output, 'output') } },
  };
}
