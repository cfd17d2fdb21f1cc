import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { columns } from './columns.ts';

const types = {
  string: 'STRING',
  int: 'INT32',
  long: 'INT64',
  double: 'DOUBLE',
  boolean: 'BOOLEAN',
  timestamp: 'TIMESTAMP (ms, UTC)',
  date: 'DATE',
};

test('the columns are documented, in order, with their types', () => {
  const page = readFileSync(path.resolve(import.meta.dirname, '../../../docs/log-export.md'), 'utf8');
  const rows = [...page.matchAll(/^\| `(\w+)` \| (.+?) \| .+ \|$/gm)].map(([, name, type]) => [name, type]);
  expect(rows).toEqual(
    columns.map(({ name, type, required }) => [name, `${types[type]}${required ? '' : ', null'}`]),
  );
});
