import { dereference } from '@cfworker/json-schema';
import { patternProblem } from '#lib/text/compile-pattern.ts';
import { closestTo } from './closest-to.ts';
import { eachSchema, isObject, type JsonSchema } from './json-schema-walk.ts';
import type { Problem } from './template-problems.ts';

const types = ['array', 'boolean', 'integer', 'null', 'number', 'object', 'string'];

const isCount = (value: unknown) => Number.isInteger(value) && Number(value) >= 0;
const isNumber = (value: unknown) => typeof value === 'number';
const isSchema = (value: unknown) => isObject(value) || typeof value === 'boolean';
const isSchemaList = (value: unknown) => Array.isArray(value) && value.length > 0 && value.every(isSchema);
const isSchemaMap = (value: unknown) => isObject(value) && Object.values(value).every(isSchema);
const isNames = (value: unknown) => Array.isArray(value) && value.every((name) => typeof name === 'string');

/** What the value of a keyword must be, by JSON Schema 2020-12 (the applicator and validation vocabularies). */
const keywords: readonly [string, (value: unknown) => boolean, readonly string[]][] = [
  ['a whole number from 0', isCount, ['minLength', 'maxLength', 'minItems', 'maxItems', 'minContains']],
  ['a whole number from 0', isCount, ['maxContains', 'minProperties', 'maxProperties']],
  ['a number', isNumber, ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum']],
  ['a number above 0', (value) => isNumber(value) && Number(value) > 0, ['multipleOf']],
  ['a schema', isSchema, ['additionalProperties', 'unevaluatedProperties', 'items', 'unevaluatedItems']],
  ['a schema', isSchema, ['contains', 'propertyNames', 'not', 'if', 'then', 'else']],
  ['a list of schemas', isSchemaList, ['prefixItems', 'allOf', 'anyOf', 'oneOf']],
  ['schemas by name', isSchemaMap, ['properties', '$defs', 'definitions', 'dependentSchemas']],
  ['a list of names', isNames, ['required']],
  ['a list', Array.isArray, ['enum']],
  ['true or false', (value) => typeof value === 'boolean', ['uniqueItems']],
  ['a text', (value) => typeof value === 'string', ['pattern', '$ref', '$anchor']],
  ['a name such as "date-time"', (value) => /^[a-z][a-z0-9-]*$/.test(String(value)), ['format']],
];

/** Mistakes that would make a schema fail, or mean nothing, when an answer is held against it. */
export function jsonSchemaProblems(schema: JsonSchema, path: string): Problem[] {
  const problems: Problem[] = [];
  eachSchema(schema, path, (each, at) => {
    problems.push(...keywordProblems(each, at), ...typeProblems(each, at), ...patternProblems(each, at));
  });
  return problems.length > 0 ? problems : referenceProblems(schema, path);
}

function keywordProblems(schema: JsonSchema, path: string): Problem[] {
  return keywords.flatMap(([what, isValid, names]) =>
    names
      .filter((name) => Object.hasOwn(schema, name) && !isValid(schema[name]))
      .map((name) => ({ path: `${path}.${name}`, message: `In a JSON Schema, "${name}" is ${what}.` })),
  );
}

function typeProblems(schema: JsonSchema, path: string): Problem[] {
  if (!Object.hasOwn(schema, 'type')) return [];
  const given = Array.isArray(schema.type) ? schema.type : [schema.type];
  const wrong = given.find((type) => !types.includes(String(type)));
  if (wrong === undefined && given.length > 0) return [];
  const meant = closestTo(String(wrong), types);
  const hint = meant === null ? '' : ` Did you mean "${meant}"?`;
  const message = `JSON Schema has no type "${String(wrong).slice(0, 60)}".${hint} It has: ${types.join(', ')}.`;
  return [{ path: `${path}.type`, message }];
}

function patternProblems(schema: JsonSchema, path: string): Problem[] {
  if (Object.hasOwn(schema, 'patternProperties')) {
    const message =
      '"patternProperties" is not supported. Name the properties, or use "additionalProperties".';
    return [{ path: `${path}.patternProperties`, message }];
  }
  const problem = typeof schema.pattern === 'string' ? patternProblem(schema.pattern) : null;
  return problem === null ? [] : [{ path: `${path}.pattern`, message: problem }];
}

/** References must lead to a place within the schema, and not round in a circle that reads nothing. */
function referenceProblems(schema: JsonSchema, path: string): Problem[] {
  const copy = structuredClone(schema);
  let places: Record<string, unknown>;
  try {
    places = dereference(copy);
  } catch (error) {
    const why = error instanceof Error ? error.message : 'unknown reason';
    return [{ path, message: `The JSON Schema cannot be read: ${why}` }];
  }
  const problems: Problem[] = [];
  eachSchema(copy, path, (each, at) => {
    if (typeof each.$ref !== 'string') return;
    const target = places[String(each.__absolute_ref__)];
    const message =
      target === undefined
        ? `"${each.$ref.slice(0, 100)}" leads nowhere within this schema. Write it like "#/$defs/name".`
        : loops(each, places)
          ? `"${each.$ref.slice(0, 100)}" leads back to itself without reading any of the answer.`
          : null;
    if (message !== null) problems.push({ path: `${at}.$ref`, message });
  });
  return problems;
}

/** Whether following references, and combinations in place, from a schema comes back to it. */
function loops(start: JsonSchema, places: Readonly<Record<string, unknown>>): boolean {
  const seen = new Set<unknown>();
  const open: unknown[] = nextInPlace(start, places);
  for (let schema = open.pop(); schema !== undefined; schema = open.pop()) {
    if (schema === start) return true;
    if (seen.has(schema) || !isObject(schema)) continue;
    seen.add(schema);
    open.push(...nextInPlace(schema, places));
  }
  return false;
}

/** Schemas that read the same value as this one. */
function nextInPlace(schema: JsonSchema, places: Readonly<Record<string, unknown>>): unknown[] {
  const lists = [schema.allOf, schema.anyOf, schema.oneOf].filter((list) => Array.isArray(list));
  const target = typeof schema.$ref === 'string' ? [places[String(schema.__absolute_ref__)]] : [];
  return [...target, ...lists.flat(), schema.not, schema.if, schema.then, schema.else].filter(isObject);
}
