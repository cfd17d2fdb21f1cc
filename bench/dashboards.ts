/**
 * How fast dashboards are, and what that costs: requests of 30 days in a throw-away PostgreSQL, counted into the rollups by the
 * code of `metrics:rebuild`; then every request of the dashboards, and the same questions asked of the rows with
 * `percentile_cont` and of a Parquet file with DuckDB. Usage: npm run bench:dashboards [-- <rows>], 10 million when absent.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { deriveEnv } from '../lib/platform/env.ts';
import { newId } from '../lib/platform/ids.ts';
import { applyMigrations } from '../lib/platform/migrations.ts';
import { startEmbeddedPostgres } from '../lib/platform/postgres.ts';
import { generate } from './dashboards/generate.ts';
import { milliseconds, timed } from './dashboards/measure.ts';

const rows = Number(process.argv[2] ?? 10_000_000);
const runs = 30;
/** A question of the rows that takes longer is asked once. */
const patientMs = 2000;
const aimMs = 100;

const folder = await mkdtemp(path.join(tmpdir(), 'slipway-bench-'));
await chmod(folder, 0o777);
const postgres = await startEmbeddedPostgres(path.join(folder, 'postgres'), { max_wal_size: '4GB' });
deriveEnv({
  DATABASE_URL: postgres.url,
  SLIPWAY_DATA_DIR: folder,
  SLIPWAY_SECRET: newId() + newId(),
  SLIPWAY_LOG: 'warn',
});
const { closeDatabase, pool } = await import('../lib/platform/db.ts');
const { ensureMetricPartitions, rebuildMetrics } = await import('../lib/monitoring/index.ts');
const { rawSql, requestsOf } = await import('./dashboards/requests.ts');
const { exportParquet } = await import('./dashboards/duckdb.ts');
const { insertCost } = await import('./dashboards/insert-cost.ts');

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

/** Median milliseconds of a few runs, or those of the only one. */
async function patiently(work: () => Promise<unknown>): Promise<number> {
  const first = 1000 * (await secondsOf(work));
  return first > patientMs ? first : (await timed(3, work)).p50;
}

async function sizeOf(condition: string): Promise<number> {
  const { rows: found } = await pool().query<{ bytes: string }>(
    `SELECT coalesce(sum(pg_total_relation_size(oid)), 0)::text AS bytes FROM pg_class WHERE relkind = 'r' AND ${condition}`,
  );
  return Number(found[0]?.bytes ?? 0);
}

const megabytes = (bytes: number) => `${Math.round(bytes / 1e6).toLocaleString('en')} MB`;

try {
  const end = new Date();
  console.log(
    `${availableParallelism()} cores for PostgreSQL and the client; load before the run ${loadavg()[0]?.toFixed(1)}; ${rows.toLocaleString('en')} requests of 30 days`,
  );
  await applyMigrations(postgres.url);
  await ensureMetricPartitions();
  console.log(`generated in ${Math.round(await secondsOf(() => generate(postgres.url, rows, end)))} s`);
  let counted = 0;
  const rebuilt = await secondsOf(async () => {
    const from = new Date(end.getTime() - 31 * 86_400_000);
    for await (const day of rebuildMetrics(from, end, { shrink: false })) counted += day.now;
  });
  await pool().query('VACUUM (ANALYZE) metric_period');
  await pool().query('VACUUM (ANALYZE) metric_minute');
  console.log(`counted into rollups in ${Math.round(rebuilt)} s: ${counted.toLocaleString('en')} requests`);
  const log = await sizeOf("relname LIKE 'inference%'");
  const rollups = await sizeOf("relname LIKE 'metric_%' AND relname NOT LIKE 'metric_gauge%'");
  const parquet = await exportParquet(pool(), folder);
  console.log(
    `on disk: log ${megabytes(log)} (without any text), rollups ${megabytes(rollups)} (${((100 * rollups) / log).toFixed(1)} %), Parquet ${megabytes(parquet.bytes)}\n`,
  );

  console.log(
    '| request | P50 ms | P95 ms | over the rows, ms | DuckDB, ms |\n| --- | ---: | ---: | ---: | ---: |',
  );
  const late: string[] = [];
  for (const { name, ask, raw } of requestsOf(end)) {
    const own = await timed(runs, async () => JSON.stringify(await ask()));
    if (own.p95 > aimMs) late.push(name);
    const overRows = raw && (await patiently(() => pool().query(rawSql(raw, 'postgres', 'inference'))));
    const overFile = raw && (await patiently(() => parquet.run(rawSql(raw, 'duckdb', parquet.source))));
    const beside = [overRows, overFile].map((other) =>
      other === undefined ? '' : `${milliseconds(other)} (${Math.round(other / own.p50)}×)`,
    );
    console.log(`| ${name} | ${milliseconds(own.p50)} | ${milliseconds(own.p95)} | ${beside.join(' | ')} |`);
  }
  parquet.close();
  console.log(
    late.length === 0 ? `\n✓ every P95 ≤ ${aimMs} ms` : `\n✗ P95 above ${aimMs} ms: ${late.join('; ')}`,
  );

  console.log(
    '\n| requests of a commit | log alone, ms | with rollups, ms | for each request, µs |\n| ---: | ---: | ---: | ---: |',
  );
  for (const batch of [1, 10, 50]) {
    const cost = await insertCost(batch);
    const each = ((cost.with - cost.without) * 1000) / batch;
    console.log(`| ${batch} | ${cost.without.toFixed(2)} | ${cost.with.toFixed(2)} | ${Math.round(each)} |`);
  }
} finally {
  await closeDatabase();
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}
