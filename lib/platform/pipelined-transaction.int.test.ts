import '../../e2e/support/test-database.ts';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { pipelinedTransaction, pool } from './db.ts';

beforeAll(() => pool().query('CREATE TABLE noted (value int PRIMARY KEY)'));
beforeEach(() => pool().query('TRUNCATE noted'));

const insert = 'INSERT INTO noted VALUES ($1)';

async function noted(): Promise<number[]> {
  const { rows } = await pool().query<{ value: number }>('SELECT value FROM noted ORDER BY value');
  return rows.map(({ value }) => value);
}

test('commits statements that travel with their commit', async () => {
  await pipelinedTransaction(async (client, commit) => {
    const { rows } = await client.query<{ one: number }>('SELECT 1 AS one');
    await Promise.all([client.query(insert, [rows[0]?.one]), client.query(insert, [2]), commit()]);
  });
  expect(await noted()).toEqual([1, 2]);
});

test('keeps nothing when a statement in front of the commit fails, and works again afterwards', async () => {
  const failing = pipelinedTransaction(async (client, commit) => {
    await Promise.all([client.query(insert, [1]), client.query(insert, [1]), commit()]);
  });
  await expect(failing).rejects.toMatchObject({ code: '23505' });
  expect(await noted()).toEqual([]);
  await pipelinedTransaction(async (client, commit) => {
    await Promise.all([client.query(insert, [3]), commit()]);
  });
  expect(await noted()).toEqual([3]);
});

test('keeps nothing when the work forgets to commit, or throws', async () => {
  const forgetting = pipelinedTransaction(async (client) => {
    await client.query(insert, [1]);
  });
  await expect(forgetting).rejects.toThrow('not committed');
  const throwing = pipelinedTransaction(async (client) => {
    await client.query(insert, [2]);
    throw new Error('changed its mind');
  });
  await expect(throwing).rejects.toThrow('changed its mind');
  expect(await noted()).toEqual([]);
});

test('fails with what the connection says when it breaks in between', async () => {
  const breaking = pipelinedTransaction(async (client, commit) => {
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    await client.query(insert, [1]);
    await pool().query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
    await Promise.all([client.query(insert, [2]), commit()]);
  });
  await expect(breaking).rejects.toThrow();
  expect(await noted()).toEqual([]);
});
