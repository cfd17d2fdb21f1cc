/**
 * JSON Schemas of every shape the API speaks, each once: shapes with a name of their own become components, and whatever
 * contains them refers to them. A shape that is read differently than it is written (defaults, transforms) is two.
 */
import { z } from 'zod';
import type { JsonSchema } from './schemas.ts';

type Io = 'input' | 'output';

export interface ComponentSchemas {
  /** The schema of a shape as it is sent (`input`) or answered (`output`): a reference when it has a name. */
  schemaOf(schema: z.ZodType, io: Io): JsonSchema;
  /** The members of an object shape as it is sent, with those that must be there; empty for anything else. */
  membersOf(schema: z.ZodType): { properties: Record<string, JsonSchema>; required: readonly string[] };
  /** Those of the named shapes that something refers to. */
  components(): Record<string, JsonSchema>;
}

const prefix = '#/components/schemas/';

/** `named` is by name; `used` is every other shape that will be asked for. */
export function componentSchemas(
  named: ReadonlyMap<string, z.ZodType>,
  used: readonly z.ZodType[],
): ComponentSchemas {
  const ids = new Map<z.ZodType, string>();
  for (const [name, schema] of named) ids.set(schema, name);
  for (const schema of used) if (!ids.has(schema)) ids.set(schema, `Shape${ids.size}`);
  const sides = { input: convert(ids, 'input'), output: convert(ids, 'output') };
  const differing = differingNames(sides.input, sides.output);
  const refer = (name: string, io: Io) =>
    `${prefix}${io === 'input' && differing.has(name) ? `${name}Input` : name}`;
  const wanted = new Set<string>();

  function rewritten(value: unknown, io: Io): unknown {
    if (Array.isArray(value)) return value.map((each) => rewritten(each, io));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => {
        if (key !== '$ref' || typeof member !== 'string') return [key, rewritten(member, io)];
        return [key, want(nameOf(member), io)];
      }),
    );
  }

  function want(name: string, io: Io): string {
    wanted.add(`${io} ${name}`);
    return refer(name, io);
  }

  const found = (schema: z.ZodType, io: Io) => sides[io][ids.get(schema) ?? ''] ?? {};
  return {
    schemaOf(schema, io) {
      const id = ids.get(schema) ?? '';
      if (named.has(id)) return { $ref: want(id, io) };
      return rewritten(found(schema, io), io) as JsonSchema;
    },
    membersOf(schema) {
      const { properties = {}, required = [] } = rewritten(found(schema, 'input'), 'input') as {
        properties?: Record<string, JsonSchema>;
        required?: readonly string[];
      };
      return { properties, required };
    },
    components() {
      const result: Record<string, JsonSchema> = {};
      // Rewriting a schema may want further ones; the set is walked as it grows.
      for (const entry of wanted) {
        const [io, name = ''] = entry.split(' ') as [Io, string];
        result[refer(name, io).slice(prefix.length)] = rewritten(sides[io][name] ?? {}, io) as JsonSchema;
      }
      return Object.fromEntries(Object.entries(result).sort(([a], [b]) => (a < b ? -1 : 1)));
    },
  };
}

function nameOf(reference: string): string {
  return decodeURIComponent(reference.slice(prefix.length)).replace('__shared#/$defs/', '');
}

function convert(ids: ReadonlyMap<z.ZodType, string>, io: Io): Record<string, JsonSchema> {
  const registry = z.registry<{ id: string }>();
  for (const [schema, id] of ids) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, {
    io,
    unrepresentable: 'any',
    // Answers may grow members; only shapes declared strict say that there are no others.
    override: ({ zodSchema: { _zod }, jsonSchema }) => {
      const open = _zod.def.type === 'object' && !('catchall' in _zod.def && _zod.def.catchall);
      if (io === 'output' && open) delete jsonSchema.additionalProperties;
    },
    uri: (id) => `${prefix}${encodeURIComponent(id)}`,
  });
  const plain: Record<string, JsonSchema> = {};
  for (const [id, { $schema: _version, $id: _address, ...schema }] of Object.entries(schemas)) {
    if (id !== '__shared') plain[id] = schema;
    // Shapes that contain themselves and have no name.
    else Object.assign(plain, schema.$defs);
  }
  return plain;
}

/** Names whose schema, or a schema it refers to, is not the same on both sides. */
function differingNames(
  input: Record<string, JsonSchema>,
  output: Record<string, JsonSchema>,
): ReadonlySet<string> {
  const names = [...new Set([...Object.keys(input), ...Object.keys(output)])];
  const differing = new Set(
    names.filter((name) => JSON.stringify(input[name]) !== JSON.stringify(output[name])),
  );
  const referred = new Map(names.map((name) => [name, referencesIn(input[name])]));
  for (let before = -1; before !== differing.size; ) {
    before = differing.size;
    for (const [name, others] of referred) {
      if (others.some((other) => differing.has(other))) differing.add(name);
    }
  }
  return differing;
}

function referencesIn(schema: JsonSchema | undefined): string[] {
  const references = JSON.stringify(schema ?? {}).matchAll(/"\$ref":"([^"]+)"/g);
  return [...references].map(([, reference = '']) => nameOf(reference));
}
