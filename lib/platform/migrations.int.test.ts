import { readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { v7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { databaseUrl } from '../../e2e/support/test-database.ts';
import { pool, prisma } from './db.ts';
import { newId } from './ids.ts';
import { applyMigrations, diffMigrations, pendingMigrations } from './migrations.ts';

async function emptyDatabase(): Promise<string> {
  const name = `other_${newId().replaceAll('-', '')}`;
  await pool().query(`CREATE DATABASE ${name}`);
  const url = new URL(databaseUrl);
  url.pathname = `/${name}`;
  return url.toString();
}

function scriptOf(name: string): Promise<string> {
  return readFile(
    path.resolve(import.meta.dirname, '../../prisma/migrations', name, 'migration.sql'),
    'utf8',
  );
}

describe('migrations', () => {
  it('make exactly what the schema files describe', async () => {
    expect(await diffMigrations(await emptyDatabase())).toContain('This is an empty migration');
  });

  it('are complete after one run and a second run does nothing', async () => {
    expect(await pendingMigrations(databaseUrl)).toEqual([]);
    expect(await applyMigrations(databaseUrl)).toEqual([]);
  });

  it('let served entities of earlier configurations name their model in the target', async () => {
    const client = new pg.Client({ connectionString: await emptyDatabase() });
    await client.connect();
    try {
      await client.query(await scriptOf('20261121000000_initial'));
      const entity = (name: string, target: object) => ({ name, model: 'm', target, trafficPercentage: 50 });
      const before = [
        entity('b', { by: 'alias', alias: 'champion' }),
        entity('a', { by: 'version', version: 2 }),
      ];
      const id = newId();
      await client.query(`INSERT INTO endpoint (id, name, updated_at) VALUES ($1, 'e', now())`, [id]);
      await client.query(
        `INSERT INTO endpoint_config (endpoint_id, number, served_entities, created_by_name) VALUES ($1, 1, $2, 'x')`,
        [id, JSON.stringify(before)],
      );
      await client.query(await scriptOf('20261121040000_registry_and_traffic'));
      const after = await client.query('SELECT served_entities FROM endpoint_config');
      expect(after.rows[0].served_entities).toEqual([
        { name: 'b', target: { by: 'alias', model: 'm', alias: 'champion' }, trafficPercentage: 50 },
        { name: 'a', target: { by: 'version', model: 'm', version: 2 }, trafficPercentage: 50 },
      ]);
      await expect(client.query('UPDATE endpoint_config SET number = 2')).rejects.toThrow(/never changed/);
    } finally {
      await client.end();
    }
  });

  it('let versions of before there were stages begin in development, in their history too', async () => {
    const client = new pg.Client({ connectionString: await emptyDatabase() });
    await client.connect();
    try {
      await client.query(await scriptOf('20261121000000_initial'));
      const id = newId();
      const at = new Date('2026-10-01T12:00:00.000Z');
      await client.query(`INSERT INTO registered_model (id, name, updated_at) VALUES ($1, 'm', now())`, [id]);
      await client.query(
        `INSERT INTO model_version (id, model_id, number, chain, chain_hash, created_by_name, created_at)
         VALUES ($1, $2, 1, '{}', 'x', 'Ada', $3)`,
        [newId(), id, at],
      );
      await client.query(await scriptOf('20261121040000_registry_and_traffic'));
      const versions = await client.query('SELECT stage, deleted_at FROM model_version');
      expect(versions.rows).toEqual([{ stage: 'development', deleted_at: null }]);
      const moves = await client.query('SELECT * FROM stage_move');
      expect(moves.rows).toMatchObject([
        { model_id: id, version: 1, from_stage: null, to_stage: 'development', actor_name: 'Ada', at },
      ]);
    } finally {
      await client.end();
    }
  });

  it('agree with the code on the first id of a moment', async () => {
    const moment = new Date('2026-11-21T12:34:56.789Z');
    const result = await pool().query<{ id: string }>('SELECT slipway_first_id_at($1) AS id', [moment]);
    expect(result.rows[0]?.id).toBe(`${v7({ msecs: moment.getTime() }).slice(0, 13)}-7000-8000-000000000000`);
  });

  it('make daily partitions once', async () => {
    for (let round = 0; round < 2; round++) {
      await pool().query(`SELECT slipway_ensure_inference_partitions('2026-11-21', '2026-11-23')`);
    }
    const result = await pool().query(
      `SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'inference'::regclass ORDER BY 1`,
    );
    expect(result.rows.map((row) => row.name)).toEqual([
      'inference_20261121',
      'inference_20261122',
      'inference_20261123',
      'inference_default',
    ]);
  });

  it('refuse changes of audit events', async () => {
    const id = newId();
    await prisma().auditEvent.create({
      data: {
        id,
        actorKind: 'system',
        actorName: 'system',
        action: 'test',
        subjectKind: 'test',
        subjectId: 'x',
        subjectName: 'x',
      },
    });
    await expect(prisma().auditEvent.delete({ where: { id } })).rejects.toThrow(/never changed/);
  });
});
