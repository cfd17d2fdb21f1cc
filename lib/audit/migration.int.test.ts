import { readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { expect, it } from 'vitest';
import { databaseUrl } from '../../e2e/support/test-database.ts';
import { pool } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';

function scriptOf(name: string): Promise<string> {
  return readFile(
    path.resolve(import.meta.dirname, '../../prisma/migrations', name, 'migration.sql'),
    'utf8',
  );
}

it('links the events of before there was a chain, in their order', async () => {
  const name = `other_${newId().replaceAll('-', '')}`;
  await pool().query(`CREATE DATABASE ${name}`);
  const url = new URL(databaseUrl);
  url.pathname = `/${name}`;
  const client = new pg.Client({ connectionString: url.toString() });
  await client.connect();
  try {
    await client.query(await scriptOf('20261121000000_initial'));
    const insert = (action: string) =>
      client.query(
        `INSERT INTO audit_event (id, actor_kind, actor_name, action, subject_kind, subject_id, subject_name)
         VALUES ($1, 'user', 'Ada', $2, 'model', 'm', 'm')`,
        [newId(), action],
      );
    for (const action of ['a.one', 'a.two', 'a.three']) await insert(action);
    await client.query(await scriptOf('20261121090001_audit_chain'));
    await insert('a.four');
    const { rows } = await client.query(
      `SELECT l.sequence::int, e.action, l.previous = coalesce(lag(l.hash) OVER (ORDER BY l.sequence), decode(repeat('00', 32), 'hex'))
         AS follows, e.actor_salt IS DISTINCT FROM lag(e.actor_salt) OVER (ORDER BY l.sequence) AS "ownSalt"
       FROM audit_link l JOIN audit_event e ON e.id = l.event_id ORDER BY l.sequence`,
    );
    const good = { follows: true, ownSalt: true };
    expect(rows).toEqual([
      { sequence: 1, action: 'a.one', ...good },
      { sequence: 2, action: 'a.two', ...good },
      { sequence: 3, action: 'a.three', ...good },
      { sequence: 4, action: 'a.four', ...good },
    ]);
  } finally {
    await client.end();
  }
});
