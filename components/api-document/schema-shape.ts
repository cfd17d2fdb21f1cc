/** A JSON Schema as a person reads it: its kind in words, its bounds, and what is inside. */
import type { JsonSchema } from '#lib/api-document/schemas.ts';

export interface Inside {
  label: string;
  required: boolean;
  schema: JsonSchema;
}

export interface SchemaShape {
  /** "text", "list of Citation", "one of 3 shapes". */
  kind: string;
  description: string | null;
  /** Values it may have, and bounds: "at most 200 characters". */
  notes: string[];
  inside: Inside[];
}

export type Components = Readonly<Record<string, JsonSchema>>;

const reference = '#/components/schemas/';

const words: Record<string, string> = {
  string: 'text',
  integer: 'whole number',
  number: 'number',
  boolean: 'true or false',
  object: 'object',
  array: 'list',
  null: 'null',
};

/** How far references are followed to name a shape: a shape may be a list of itself. */
const maxDepth = 3;

export function shapeOf(schema: JsonSchema, components: Components, depth = 0): SchemaShape {
  const { $ref, ...own } = schema;
  if (typeof $ref === 'string' && $ref.startsWith(reference)) {
    const name = $ref.slice(reference.length);
    if (depth >= maxDepth) return { kind: name, description: textOf(own.description), notes: [], inside: [] };
    const target = shapeOf(components[name] ?? {}, components, depth + 1);
    const description = textOf(own.description) ?? target.description;
    return { ...target, description, kind: target.kind === 'object' ? name : target.kind };
  }
  const alternatives = listOf(schema.anyOf ?? schema.oneOf);
  if (alternatives.length > 0) return alternativesShape(schema, alternatives, components, depth);
  return {
    kind: kindOf(schema, components, depth),
    description: textOf(schema.description),
    notes: notesOf(schema),
    inside: insideOf(schema, components, depth),
  };
}

function alternativesShape(
  schema: JsonSchema,
  alternatives: JsonSchema[],
  components: Components,
  depth: number,
): SchemaShape {
  const real = alternatives.filter(({ type }) => type !== 'null');
  const nullable = real.length < alternatives.length;
  const [only] = real;
  if (only !== undefined && real.length === 1) {
    const shape = shapeOf(only, components, depth);
    return { ...shape, kind: nullable ? `${shape.kind} or null` : shape.kind };
  }
  const shapes = real.map((each) => shapeOf(each, components, depth));
  const kinds = [...new Set(shapes.map(({ kind }) => kind))];
  const brief = kinds.length > 1 && kinds.length <= 3 ? kinds.join(' or ') : `one of ${real.length} shapes`;
  return {
    kind: nullable ? `${brief} or null` : brief,
    description: textOf(schema.description),
    notes: notesOf(schema),
    inside: shapes.some(({ inside }) => inside.length > 0)
      ? real.map((each, index) => ({ label: `Shape ${index + 1}`, required: true, schema: each }))
      : [],
  };
}

function kindOf(schema: JsonSchema, components: Components, depth: number): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  const type = Array.isArray(schema.type) ? schema.type : [schema.type];
  if (type.includes('array') && isSchema(schema.items))
    return `list of ${shapeOf(schema.items, components, depth).kind}`;
  const named = type.filter((each) => typeof each === 'string').map((each) => words[each] ?? each);
  return named.length === 0 ? 'anything' : named.join(' or ');
}

function insideOf(schema: JsonSchema, components: Components, depth: number): Inside[] {
  if (isSchema(schema.items)) return shapeOf(schema.items, components, depth).inside;
  const required = Array.isArray(schema.required) ? schema.required : [];
  const members = Object.entries(isSchema(schema.properties) ? schema.properties : {}).flatMap(
    ([label, member]): Inside[] =>
      isSchema(member) ? [{ label, required: required.includes(label), schema: member }] : [],
  );
  if (!isSchema(schema.additionalProperties) || Object.keys(schema.additionalProperties).length === 0)
    return members;
  return [...members, { label: 'any name', required: false, schema: schema.additionalProperties }];
}

function notesOf(schema: JsonSchema): string[] {
  const { minLength, maxLength, minimum, maximum, minItems, maxItems } = schema;
  const notes = [
    Array.isArray(schema.enum) ? schema.enum.map((each) => JSON.stringify(each)).join(', ') : null,
    textOf(schema.format),
    between(minLength, maxLength, 'characters'),
    between(minimum, maximum, ''),
    between(minItems, maxItems, 'entries'),
    schema.default === undefined ? null : `${JSON.stringify(schema.default)} when left out`,
  ];
  return notes.filter((note) => note !== null);
}

/** Bounds that only repeat what a number can hold say nothing. */
function between(low: unknown, high: unknown, unit: string): string | null {
  const min = typeof low === 'number' && low > Number.MIN_SAFE_INTEGER ? low : null;
  const max = typeof high === 'number' && high < Number.MAX_SAFE_INTEGER ? high : null;
  const counted = (text: string) => (unit === '' ? text : `${text} ${unit}`);
  if (min !== null && max !== null) return counted(min === max ? `${min}` : `${min} to ${max}`);
  if (max !== null) return counted(`at most ${max}`);
  return min === null ? null : counted(`at least ${min}`);
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function listOf(value: unknown): JsonSchema[] {
  return Array.isArray(value) ? value.filter(isSchema) : [];
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
