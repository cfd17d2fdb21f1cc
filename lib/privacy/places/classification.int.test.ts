import '../../../e2e/support/test-database.ts';
import { expect, test } from 'vitest';
import { pool } from '../../platform/db.ts';
import { personalTables } from './classification.ts';
import { impersonalTables } from './impersonal-tables.ts';
import { places } from './places.ts';

interface Column {
  table: string;
  column: string;
  type: string;
}

/** Columns that could say something of a person; ids of other things are left out. */
async function columns(): Promise<Column[]> {
  const result = await pool().query<Column>(
    `SELECT table_name AS "table", column_name AS "column", udt_name AS type
     FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
     WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
       AND NOT (SELECT relispartition FROM pg_class WHERE oid = format('%I.%I', table_schema, table_name)::regclass)
       AND udt_name IN ('text', 'varchar', 'jsonb', 'json', 'uuid', 'bytea', '_text', '_uuid', 'inet')
     ORDER BY 1, 2`,
  );
  return result.rows;
}

/** "By" names whoever did it at the end of a name or before what is kept of them; `errors_by_kind` counts. */
const ofPerson = /(^|_)(user|users|owner|actor|requester|requested|email|person|by(?!_kind))(_|$)/;
/** Keyed hashes of the audit chain. */
const isDigest = ({ table }: Column) => table === 'audit_link';
const isText = ({ type }: Column) => type !== 'uuid' && type !== '_uuid';

test('every table that could hold data of a person is classified, once', async () => {
  const tables = [...new Set((await columns()).map(({ table }) => table))];
  const unlisted = tables.filter((table) => !(table in personalTables) && !(table in impersonalTables));
  expect(unlisted, 'add them to classification.ts or impersonal-tables.ts').toEqual([]);
  expect(tables.filter((table) => table in personalTables && table in impersonalTables)).toEqual([]);
  const listed = [...Object.keys(personalTables), ...Object.keys(impersonalTables)];
  expect(listed.filter((table) => !tables.includes(table), 'no such table')).toEqual([]);
});

test('no impersonal table names a person in a column', async () => {
  const wrong = (await columns()).filter(
    ({ table, column }) =>
      table in impersonalTables && ofPerson.test(column) && !isDigest({ table, column, type: '' }),
  );
  expect(wrong).toEqual([]);
});

test('every column of text, and every one that names a person, is classified', async () => {
  const wrong = (await columns()).filter((one) => {
    const entry = personalTables[one.table];
    if (entry === undefined || entry.personal.includes(one.column)) return false;
    if (ofPerson.test(one.column) && !entry.others.includes(one.column)) return true;
    return isText(one) && !entry.others.includes(one.column);
  });
  expect(wrong, 'say in classification.ts whether they hold data of a person').toEqual([]);
});

test('what is said to be in a place has one, and what stays has a reason', () => {
  const keys = places.map(({ key }) => key);
  for (const { place, why } of Object.values(personalTables)) {
    expect(place === null ? why : place).toBeTruthy();
    if (place !== null) expect(keys).toContain(place);
  }
});
