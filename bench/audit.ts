/**
 * What the audit log's hash chain costs:
 *  - events a second by one writer and by eight at once, each in a transaction of its own, and
 *  - how fast a long log is verified and searched.
 * Usage: npm run bench:audit [-- events]
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { deriveEnv } from '../lib/platform/env.ts';
import { newId } from '../lib/platform/ids.ts';
import { applyMigrations } from '../lib/platform/migrations.ts';
import { startEmbeddedPostgres } from '../lib/platform/postgres.ts';

const total = Number(process.argv[2] ?? 1_000_000);
const perWriter = 250;
/** Events of one transaction while the log is filled. */
const perTransaction = 200;

const folder = await mkdtemp(path.join(os.tmpdir(), 'slipway-bench-'));
await chmod(folder, 0o755);
const postgres = await startEmbeddedPostgres(folder);
deriveEnv({ DATABASE_URL: postgres.url, SLIPWAY_SECRET: newId() });
const { recordAudit, verifyChain } = await import('../lib/audit/index.ts');
const { listEvents } = await import('../lib/audit-log/index.ts');
const { auditPageQuerySchema } = await import('../lib/audit-log/schemas.ts');
const { systemCaller } = await import('../lib/access/index.ts');
const { closeDatabase, pool, transaction } = await import('../lib/platform/db.ts');

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

async function write(writer: number): Promise<void> {
  const actor = { kind: 'user', id: newId(), name: `Writer ${writer}`, address: '10.0.0.1' };
  for (let number = 1; number <= perWriter; number++) {
    await transaction((tx) =>
      recordAudit(tx, actor, {
        action: 'alias.moved',
        subject: { kind: 'model', id: newId(), name: 'assistant' },
        before: { version: number },
        after: { version: number + 1 },
        ticket: `OPS-${number}`,
      }),
    );
  }
}

async function fill(): Promise<void> {
  for (let written = 0; written < total; written += perTransaction) {
    await pool().query(
      `INSERT INTO audit_event (id, actor_kind, actor_id, actor_name, action, subject_kind, subject_id, subject_name,
         before, after, address, ticket)
       SELECT gen_random_uuid(), 'user', gen_random_uuid(), 'Ada', 'alias.moved', 'model', 'm' || n, 'assistant-' || n % 50,
         jsonb_build_object('alias', 'champion', 'version', n), jsonb_build_object('alias', 'champion', 'version', n + 1),
         '10.0.0.1', 'OPS-' || n
       FROM generate_series($1::int, $2::int) AS n`,
      [written, written + perTransaction - 1],
    );
  }
  await pool().query('VACUUM ANALYZE audit_event, audit_link');
}

async function search(query: Record<string, string>): Promise<void> {
  const parsed = auditPageQuerySchema.parse(query);
  const seconds = await secondsOf(() => listEvents(systemCaller('bench'), parsed));
  console.log(`search ${JSON.stringify(query)}: ${(seconds * 1000).toFixed(0)} ms`);
}

try {
  await applyMigrations(postgres.url);
  await write(0);
  for (const writers of [1, 8]) {
    const seconds = await secondsOf(() => Promise.all(Array.from({ length: writers }, (_, at) => write(at))));
    console.log(
      `${writers} writer(s): ${Math.round((writers * perWriter) / seconds)} events/s, one in each transaction`,
    );
  }
  const filled = await secondsOf(fill);
  console.log(`filling: ${Math.round(total / filled)} events/s, ${perTransaction} in each transaction`);
  let entries = 0;
  const seconds = await secondsOf(async () => {
    const result = await verifyChain();
    entries = result.entries;
    if (result.problems.length > 0) throw new Error(JSON.stringify(result.problems[0]));
  });
  const memory = Math.round(process.memoryUsage().rss / 1e6);
  console.log(
    `verifying ${entries} entries: ${seconds.toFixed(1)} s, ${Math.round(entries / seconds)} a second, ${memory} MB`,
  );
  await search({});
  await search({ actor: 'Writer 3' });
  await search({ ticket: `OPS-${total - 5}` });
  await search({ q: 'nothing has this' });
} finally {
  await closeDatabase();
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}
