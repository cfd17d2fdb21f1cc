import type { ApiDocument, JsonSchema } from '#lib/api-document/schemas.ts';
import { type ListedOperation, parametersOf } from './operations.ts';

/** A command that works once the key is set and what stands in capitals is replaced. */
export function curlOf(
  origin: string,
  document: ApiDocument,
  { path, method, operation }: ListedOperation,
): string {
  const address = path.replaceAll(/\{([^}]+)\}/g, (_whole, name: string) => name.toUpperCase());
  const query = parametersOf(document, operation)
    .filter((parameter) => parameter.in === 'query' && parameter.required)
    .map(({ name }) => `${name}=${name.toUpperCase()}`)
    .join('&');
  const parts = [`curl "${origin}${address}${query === '' ? '' : `?${query}`}"`];
  if (method !== 'get')
    parts[0] = `curl -X ${method.toUpperCase()} "${origin}${address}${query && `?${query}`}"`;
  if (operation.security.length > 0) parts.push('-H "Authorization: Bearer $SLIPWAY_KEY"');
  const content = operation.requestBody?.content['application/json'];
  if (content !== undefined) {
    const body = content.example ?? skeletonOf(content.schema ?? {}, document.components.schemas);
    parts.push(
      '-H "Content-Type: application/json"',
      `-d '${JSON.stringify(body).replaceAll("'", `'\\''`)}'`,
    );
  }
  return parts.join(' \\\n  ');
}

/** The members that must be there, with values of the right kind. */
function skeletonOf(
  schema: JsonSchema,
  components: Readonly<Record<string, JsonSchema>>,
  depth = 0,
): unknown {
  if (depth > 5) return null;
  const { $ref, anyOf, oneOf, properties, required, type } = schema;
  if (typeof $ref === 'string') {
    return skeletonOf(components[$ref.slice($ref.lastIndexOf('/') + 1)] ?? {}, components, depth + 1);
  }
  const choices = anyOf ?? oneOf;
  if (Array.isArray(choices)) return skeletonOf((choices[0] ?? {}) as JsonSchema, components, depth + 1);
  if (schema.const !== undefined) return schema.const;
  if (Array.isArray(schema.enum)) return schema.enum[0];
  if (type === 'array') return [];
  if (type === 'integer' || type === 'number') return 1;
  if (type === 'boolean') return true;
  if (type !== 'object') return '…';
  const names = Array.isArray(required) ? required.map(String) : [];
  const members = (properties ?? {}) as Record<string, JsonSchema>;
  return Object.fromEntries(
    names.map((name) => [name, skeletonOf(members[name] ?? {}, components, depth + 1)]),
  );
}
