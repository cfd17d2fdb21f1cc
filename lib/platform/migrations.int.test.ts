import { v7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { databaseUrl } from '../../e2e/support/test-database.ts';
import { pool, prisma } from './db.ts';
import { newId } from './ids.ts';
import { applyMigrations, pendingMigrations } from './migrations.ts';

describe('migrations', () => {
  it('are complete after one run and a second run does nothing', async () => {
    expect(await pendingMigrations(databaseUrl)).toEqual([]);
    expect(await applyMigrations(databaseUrl)).toEqual([]);
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
