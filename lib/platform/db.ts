/**
 * PostgreSQL: a `pg` pool for the serving path and bulk work, Prisma over the same pool for the rest.
 * Only `store.ts` files, `lib/jobs` and `lib/platform` may import this.
 */
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { Prisma, PrismaClient } from '../../prisma/generated/client.ts';
import { env } from './env.ts';

interface Database {
  pool: pg.Pool;
  /** Connections that send statements without waiting for the answers to those before. */
  pipelined: pg.Pool;
  prisma: PrismaClient;
}

// Next's bundle and the server's own modules live in one process: they share one pool through the global registry.
const registryKey = Symbol.for('slipway.database');
const registry = globalThis as { [registryKey]?: Database };

function connect(): Database {
  const connectionString = env().DATABASE_URL;
  if (connectionString === undefined)
    throw new Error('DATABASE_URL is not set; start Slipway with `npm start`.');
  const pool = openPool({ connectionString, max: 16 });
  const pipelined = openPool({ connectionString, max: 2, pipeline: true });
  return { pool, pipelined, prisma: new PrismaClient({ adapter: new PrismaPg(pool) }) };
}

function openPool(config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 10_000,
    application_name: 'slipway',
    ...config,
  });
  // An idle connection that breaks (PostgreSQL restarted) is replaced on next use; without a listener it would end the process.
  pool.on('error', () => undefined);
  // One that breaks in mid-transaction fails its query, which is where it is handled, and also says so here.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

function database(): Database {
  registry[registryKey] ??= connect();
  return registry[registryKey];
}

export function pool(): pg.Pool {
  return database().pool;
}

export function prisma(): PrismaClient {
  return database().prisma;
}

/** A Prisma client inside or outside a transaction. */
export type Db = PrismaClient | Prisma.TransactionClient;
export type Tx = Prisma.TransactionClient;

/** One transaction for a change, its audit event and the jobs it enqueues. */
export function transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return prisma().$transaction(work, { maxWait: 10_000, timeout: 30_000 });
}

/** A plain `pg` transaction, for bulk statements. Rolls back and rethrows on any error. */
export async function pgTransaction<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool().connect();
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    client.release();
    return result;
  } catch (error) {
    const failed = await client.query('ROLLBACK').then(
      () => undefined,
      (cause: unknown) => cause,
    );
    client.release(failed instanceof Error ? failed : undefined);
    throw error;
  }
}

/**
 * A `pg` transaction in few round trips: statements issued together travel together, BEGIN with the first of them, and
 * COMMIT with the last when `work` calls `commit` beside them. `work` must await every statement, and `commit`.
 * Rolls back and rethrows on any error; PostgreSQL answers a COMMIT behind a failed statement with a roll-back.
 */
export async function pipelinedTransaction(
  work: (client: pg.PoolClient, commit: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const client = await database().pipelined.connect();
  let committed = false;
  const commit = async () => {
    const { command } = await client.query('COMMIT');
    if (command !== 'COMMIT') throw new Error('The transaction was rolled back.');
    committed = true;
  };
  try {
    await Promise.all([client.query('BEGIN'), work(client, commit)]);
    if (!committed) throw new Error('The transaction was not committed.');
    client.release();
  } catch (error) {
    // Statements may still be under way on it: the connection is not used again, and PostgreSQL rolls back what is open.
    client.release(true);
    throw error;
  }
}

export async function closeDatabase(): Promise<void> {
  const open = registry[registryKey];
  if (!open) return;
  registry[registryKey] = undefined;
  await open.prisma.$disconnect();
  await open.pipelined.end();
  if (!open.pool.ended) await open.pool.end();
}

/** True when a Prisma error means a unique constraint was violated. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
}

/** The same of a statement sent through `pg` (SQLSTATE 23505). */
export function isUniqueRefusal(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === '23505';
}

/** Text for a `contains` filter, which Prisma hands to LIKE with `%` and `_` still being wildcards. */
export function literally(text: string): string {
  return text.replaceAll(/[\\%_]/g, '\\$&');
}

export { Prisma };

/** True for failures of the connection rather than of the statement: trying again may help. */
export function isConnectionError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  // Class 08 is connection exceptions, 57P0x are shut-downs, 53 is insufficient resources (SQLSTATE, PostgreSQL appendix A).
  return (
    /^(08|57P0|53)/.test(code) ||
    /^E(CONN|PIPE|TIMEDOUT|HOST)/.test(code) ||
    /connection|timeout exceeded/i.test(error.message)
  );
}
