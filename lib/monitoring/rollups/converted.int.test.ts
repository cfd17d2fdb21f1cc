import '../../../e2e/support/test-database.ts';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { expect, it } from 'vitest';
import { databaseUrl } from '../../../e2e/support/test-database.ts';
import { pool } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import { bucketOf } from '../sketch.ts';
import { placeOf } from './measures.ts';
import { addSlices, sliceOf } from './packed-sketches.ts';
import { SketchBuffer } from './sketch-buffer.ts';

const folder = path.resolve(import.meta.dirname, '../../../prisma/migrations');

it('what earlier releases counted is kept: counters, and sketches bucket by bucket', async () => {
  const name = `other_${newId().replaceAll('-', '')}`;
  await pool().query(`CREATE DATABASE ${name}`);
  const url = new URL(databaseUrl);
  url.pathname = `/${name}`;
  const client = new pg.Client({ connectionString: url.toString() });
  await client.connect();
  try {
    const names = (await readdir(folder)).filter((one) => /^\d/.test(one)).sort();
    const conversion = names.findIndex((one) => one.endsWith('_rollup_levels'));
    const apply = async (one: string) =>
      client.query(await readFile(path.join(folder, one, 'migration.sql'), 'utf8'));
    for (const one of names.slice(0, conversion)) await apply(one);
    const key = `'2026-11-01T10:00:00Z', 'e', 1, 'main', 'live', 'm', 2`;
    const columns = 'minute, endpoint_name, config_number, arm, traffic, model_name, model_version';
    await client.query(
      `INSERT INTO metric_minute (${columns}, requests, cost, thumbs_up) VALUES (${key}, 7, 123456789012, 2)`,
    );
    const values = [0.0005, 12, 12, 12.1, 40_000, ...Array.from({ length: 200 }, () => 77)];
    for (const value of new Set(values)) {
      const count = values.filter((one) => one === value).length;
      const bucket = value < 0.001 ? -345 : bucketOf(value);
      for (const metric of ['total', 'generate'])
        await client.query(
          `INSERT INTO metric_bucket (${columns}, metric, bucket, count) VALUES (${key}, $1, $2, $3)
           ON CONFLICT (${columns}, metric, bucket) DO UPDATE SET count = metric_bucket.count + excluded.count`,
          [metric, bucket, count],
        );
    }
    await apply(names[conversion] ?? '');
    const { rows } = await client.query(
      'SELECT l.*, s.arm, s.model_version FROM metric_live l JOIN metric_series s ON s.id = l.series',
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      requests: '7',
      cost: '123456789012',
      thumbs_up: '2',
      arm: 'main',
      model_version: 2,
    });
    const sketchOf = (distribution: 'latency' | 'generate' | 'queue') => {
      const buffer = new SketchBuffer();
      addSlices(sliceOf(rows[0].sketches, placeOf(distribution)), buffer);
      return buffer;
    };
    const expected = new Map<number, number>([[-345, 1]]);
    for (const value of values.slice(1))
      expected.set(bucketOf(value), (expected.get(bucketOf(value)) ?? 0) + 1);
    expect(sketchOf('latency').toSketch()).toEqual(new Map([...expected].sort(([a], [b]) => a - b)));
    expect(sketchOf('generate').toSketch()).toEqual(sketchOf('latency').toSketch());
    expect(sketchOf('queue').total).toBe(0);
    const exact = values.reduce((sum, value) => sum + value, 0);
    expect(Math.abs(sketchOf('latency').sum / 1000 - exact)).toBeLessThanOrEqual(exact * 0.011);
  } finally {
    await client.end();
  }
});
