/** Reading JSON Schemas keyword by keyword: a property may be called `pattern` without being one. */

export type JsonSchema = Readonly<Record<string, unknown>>;

const holdsSchema = new Set([
  ...['additionalProperties', 'unevaluatedProperties', 'items', 'unevaluatedItems', 'contains'],
  ...['propertyNames', 'not', 'if', 'then', 'else'],
]);
const holdsSchemas = new Set(['prefixItems', 'allOf', 'anyOf', 'oneOf']);
const holdsNamedSchemas = new Set([
  '$defs',
  'definitions',
  'properties',
  'patternProperties',
  'dependentSchemas',
]);

/** Calls `visit` with every schema object within, the outermost first, and its dotted path. */
export function eachSchema(
  schema: unknown,
  path: string,
  visit: (schema: JsonSchema, path: string) => void,
): void {
  if (!isObject(schema)) return;
  visit(schema, path);
  for (const [keyword, value] of Object.entries(schema)) {
    const at = `${path}.${keyword}`;
    if (holdsSchema.has(keyword)) eachSchema(value, at, visit);
    else if (holdsSchemas.has(keyword) && Array.isArray(value)) {
      for (const [index, item] of value.entries()) eachSchema(item, `${at}.${index}`, visit);
    } else if (holdsNamedSchemas.has(keyword) && isObject(value)) {
      for (const [name, item] of Object.entries(value)) eachSchema(item, `${at}.${name}`, visit);
    }
  }
}

/** A copy in which every schema object went through `change`, the innermost first. */
export function mapSchemas(schema: unknown, change: (schema: JsonSchema) => JsonSchema): unknown {
  if (!isObject(schema)) return schema;
  const members = Object.entries(schema).map(([keyword, value]) => {
    if (holdsSchema.has(keyword)) return [keyword, mapSchemas(value, change)];
    if (holdsSchemas.has(keyword) && Array.isArray(value)) {
      return [keyword, value.map((item) => mapSchemas(item, change))];
    }
    if (holdsNamedSchemas.has(keyword) && isObject(value)) {
      const named = Object.entries(value).map(([name, item]) => [name, mapSchemas(item, change)]);
      return [keyword, Object.fromEntries(named)];
    }
    return [keyword, value];
  });
  return change(Object.fromEntries(members));
}

export function isObject(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
