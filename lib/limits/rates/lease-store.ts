import pg from 'pg';
import { isConnectionError, pool } from '../../platform/db.ts';
import { changeChannel } from '../../platform/events.ts';
import { processId } from '../../platform/process-id.ts';
import { type LeaseAsk, type LeaseReply, NotLeased } from './lease-contract.ts';
import { recallKey } from './recall.ts';

/** A database that takes longer is away: requests wait for this statement. */
const limitMs = 1000;

const statement = {
  name: 'lease-rates',
  text: `SELECT rule, subject, number::float8 AS number, granted::float8 AS granted,
           ahead_granted::float8 AS "aheadGranted", free::float8 AS free, held::float8 AS held,
           "limit"::float8 AS "limit", left_ms AS "leftMs", length_ms::float8 AS "lengthMs", recalled,
           CASE WHEN recalled THEN pg_notify($2, json_build_object(
             'topic', 'limits', 'key', $3 || rule || '/' || subject, 'by', $4::text)::text) END AS announced
         FROM lease_rates($1::jsonb)`,
  query_timeout: limitMs,
};

/** One round trip, one transaction. See `LeaseRates`. */
export async function leaseRates(asks: readonly LeaseAsk[]): Promise<readonly LeaseReply[]> {
  const client = await connected();
  try {
    const values = [JSON.stringify(asks), changeChannel, recallKey, processId()];
    const { rows } = await client.query<LeaseReply & { announced: unknown }>({ ...statement, values });
    client.release();
    return rows.map(({ announced: _, ...reply }) => reply);
  } catch (error) {
    client.release(true);
    // What PostgreSQL itself refused was rolled back; after a broken connection nobody knows.
    if (error instanceof pg.DatabaseError && !isConnectionError(error)) throw new NotLeased(error.message);
    throw error;
  }
}

async function connected(): Promise<pg.PoolClient> {
  const connecting = pool().connect();
  const timeout = Promise.withResolvers<never>();
  const timer = setTimeout(() => timeout.reject(new Error('no connection in time')), limitMs);
  try {
    return await Promise.race([connecting, timeout.promise]);
  } catch (error) {
    connecting.then(
      (late) => late.release(),
      () => undefined,
    );
    throw new NotLeased('PostgreSQL cannot be reached.', { cause: error });
  } finally {
    clearTimeout(timer);
  }
}
