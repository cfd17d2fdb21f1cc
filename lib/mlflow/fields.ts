/** Fields as protobuf's JSON writes them (https://protobuf.dev/programming-guides/json/), in bodies and in queries. */
import { z } from 'zod';

/** PostgreSQL stores no NUL; half a surrogate pair becomes U+FFFD. */
export function textField(name: string, maxLength: number) {
  return z
    .string()
    .max(maxLength, `${name} is longer than ${maxLength} characters.`)
    .refine((text) => !text.includes('\0'), `${name} holds a NUL character.`)
    .transform((text) => text.toWellFormed());
}

/** Longer text is cut, as MLflow's server does (`MLFLOW_TRUNCATE_LONG_VALUES`). */
export function cutTextField(name: string, maxLength: number) {
  return textField(name, 1_000_000).transform((text) => text.slice(0, maxLength).toWellFormed());
}

/** `int64`: a number, or digits in quotes. Beyond 2⁵³ a number is not exact and is refused. */
export const int64Field = z
  .union([z.number(), z.string().regex(/^-?\d{1,16}$/, 'Send a whole number.')])
  .transform(Number)
  .pipe(z.number().int('Send a whole number between -2^53 and 2^53.'));

/** Milliseconds since 1970, within what a date can hold. */
export const timestampField = int64Field.pipe(z.number().min(0).max(8_640_000_000_000_000));

const doubleNames = { NaN: Number.NaN, Infinity: Number.POSITIVE_INFINITY, '-Infinity': -Infinity } as const;

/** `double`: a number, digits in quotes, or `NaN`, `Infinity`, `-Infinity`. */
export const doubleField = z.union([
  z.number(),
  z.enum(['NaN', 'Infinity', '-Infinity']).transform((name) => doubleNames[name]),
  z
    .string()
    .regex(/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i, 'Send a number, "NaN", "Infinity" or "-Infinity".')
    .transform(Number),
]);

/** `repeated`: a list, or in a query the parameter once or several times. */
export function repeatedField<T extends z.ZodType>(item: T, most: number) {
  return z
    .union([z.array(z.unknown()), z.unknown().transform((value) => (value === undefined ? [] : [value]))])
    .pipe(z.array(item).max(most, `There may be ${most} at most.`))
    .default([]);
}

export const booleanField = z.union([
  z.boolean(),
  z.enum(['true', 'false']).transform((text) => text === 'true'),
]);

/** How many results a page holds. */
export function maxResultsField(standard: number, most: number) {
  return int64Field
    .pipe(z.number().min(1).max(most, `max_results may be ${most} at most.`))
    .default(standard);
}

export const pageTokenField = z
  .string()
  .max(20_000)
  .optional()
  .transform((token) => (token === '' ? undefined : token));

export const filterField = z.string().max(10_000, 'The filter is longer than 10,000 characters.').default('');
export const orderByField = repeatedField(z.string().max(1000), 10);

const keyPattern = /^[/\p{L}\p{N}_.\- :]*$/u;

/** Names of metrics, parameters and tags: MLflow's `_validate_metric_name` and its kin. */
export function keyField(what: string) {
  return z
    .string({ error: `${what} needs a key.` })
    .min(1, `${what} needs a key.`)
    .max(250, `The key of ${what.toLowerCase()} is longer than 250 characters.`)
    .regex(
      keyPattern,
      `${what} has a key with other characters than letters, digits and the signs _ - . : / and space.`,
    )
    .refine(
      (key) => !key.split('/').some((part) => part === '' || part === '.' || part === '..'),
      `${what} has a key that is not a path: "//", "." and ".." may not stand in it, nor "/" at its ends.`,
    );
}
