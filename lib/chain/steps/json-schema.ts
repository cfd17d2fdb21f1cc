import { format, type Schema, Validator } from '@cfworker/json-schema';
import { compilePattern } from '#lib/text/compile-pattern.ts';
import { AppError } from '../../platform/errors.ts';
import { type JsonSchema, mapSchemas } from '../json-schema-walk.ts';
import type { PostprocessStep } from '../schemas.ts';
import type { AnswerDraft, StepOutcome } from './step-contract.ts';

type Step = Extract<PostprocessStep, { step: 'json-schema' }>;

/**
 * The answer as the JSON it holds; a fence of Markdown around all of it is taken off.
 * Throws `AppError`, reason `schema_mismatch`, when it does not fit and the step asks to fail.
 */
export function fitJsonSchema(step: Step, draft: AnswerDraft): StepOutcome<AnswerDraft> {
  const text = withoutFence(draft.text);
  const mismatch = mismatchOf(text, step.schema);
  const detail = { fits: mismatch === null, unwrapped: text !== draft.text, mismatch };
  if (mismatch === null) return { draft: { ...draft, text }, detail };
  if (step.onMismatch === 'flag') return { draft, detail };
  throw new AppError(
    'upstream',
    `The model's answer does not fit the JSON schema of this application: ${mismatch}. Ask again, or say in the prompt what the JSON must look like.`,
    { reason: 'schema_mismatch' },
  );
}

/** Where and why a text does not fit, without quoting it; null when it does. */
export function mismatchOf(text: string, schema: JsonSchema): string | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'it is not JSON';
  }
  return withPatternFormats(schema, (rewritten) => {
    try {
      const { valid, errors } = new Validator(rewritten, '2020-12').validate(value);
      if (valid) return null;
      // The innermost error comes last but one: the outer ones only repeat that something within does not fit.
      const error = errors.findLast(({ keyword }) => !wrappers.has(keyword)) ?? errors.at(-1);
      // Its place would quote a name that only the model knows.
      if (error?.keyword === 'false') return 'it has a member that the schema does not allow';
      const keyword = error?.error.includes(`"${patternFormat}`) ? 'pattern' : error?.keyword;
      return `"${keyword ?? 'schema'}" does not hold at ${placeOf(error?.instanceLocation)}`;
    } catch (error) {
      if (error instanceof RangeError) return 'it nests too deeply';
      throw error;
    }
  });
}

/** Begins the names of formats that stand for patterns. */
const patternFormat = 're2:';
const wrappers = new Set(['properties', 'items', 'prefixItems', '$ref', 'allOf', 'anyOf', 'oneOf', 'if']);

/** A place such as `#/items/0/name`, at most this long: keys of the answer are the model's words. */
function placeOf(location: string | undefined): string {
  const place = (location ?? '#').slice(0, 100);
  return place === '#' ? 'the top' : place;
}

function withoutFence(text: string): string {
  return /^\s*(`{3,})(?:json)?[ \t]*\n([\s\S]*?)\n[ \t]*\1\s*$/iu.exec(text)?.[2] ?? text;
}

/**
 * The validator reads `pattern` with JavaScript's expressions, which a hostile answer can stall. It takes formats from a
 * table that may be added to, so patterns are handed over as formats of ours, which RE2 reads in linear time.
 */
function withPatternFormats<T>(schema: JsonSchema, use: (schema: Schema) => T): T {
  const added: string[] = [];
  const rewritten = mapSchemas(schema, ({ pattern, ...rest }) => {
    if (typeof pattern !== 'string') return rest;
    const name = `${patternFormat}${pattern}`;
    const compiled = compilePattern(pattern, { exactCase: true });
    format[name] = (value) => compiled.test(value);
    added.push(name);
    const others = Array.isArray(rest.allOf) ? rest.allOf : [];
    return { ...rest, allOf: [...others, { format: name }] };
  });
  try {
    return use(Object(rewritten));
  } finally {
    for (const name of added) delete format[name];
  }
}
