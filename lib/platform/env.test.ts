import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { environmentNames, parseEnv } from './env.ts';

/** Set by the launcher and by Node's tools, not by people. */
const internal = ['NODE_ENV', 'SLIPWAY_STARTED_AT'];

interface TableRow {
  names: string[];
  fallback: string;
}

function documented(): TableRow[] {
  const page = readFileSync(path.resolve(import.meta.dirname, '../../docs/operations.md'), 'utf8');
  const code = (cell = '') => [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '');
  return page
    .split('\n')
    .map((line) => line.split('|'))
    .map((cells) => ({ names: code(cells[1]), fallback: code(cells[2])[0] ?? '' }))
    .filter(({ names }) => names.some((name) => /^[A-Z_]+$/.test(name)));
}

it('documents each variable once, and no other', () => {
  const names = documented().flatMap((row) => row.names);
  expect(names.toSorted()).toEqual(environmentNames.filter((name) => !internal.includes(name)).toSorted());
});

it.each([
  ['PORT', 3000],
  ['SLIPWAY_DATA_DIR', '.data'],
  ['SLIPWAY_DRAIN_SECONDS', 15],
  ['SLIPWAY_REQUEST_SECONDS', 300],
  ['SLIPWAY_LOG', 'info'],
] as const)('documents the default of %s', (name, value) => {
  expect(parseEnv({})[name]).toBe(value);
  expect(documented().find((row) => row.names.includes(name))?.fallback).toBe(String(value));
});

it('takes empty optional variables for absent', () => {
  expect(parseEnv({ DATABASE_URL: '', SLIPWAY_SECRET: ' ', OPENAI_API_KEY: '' })).toEqual(parseEnv({}));
});

it('names every mistake in a line of its own', () => {
  expect(() => parseEnv({ PORT: 'many', SLIPWAY_SECRET: 'short' })).toThrow(
    /^PORT must be a number.*\nSLIPWAY_SECRET must have at least 32 characters\.$/,
  );
});
