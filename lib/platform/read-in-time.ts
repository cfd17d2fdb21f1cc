import pg from 'pg';
import { pgTransaction } from './db.ts';
import { AppError } from './errors.ts';

/** A reader waits no longer than this, and PostgreSQL works no longer for them. */
const timeoutMs = 20_000;
/** SQLSTATE of a statement that was stopped. */
const canceled = '57014';

/** Queries one after the other that see the same moment of the database. */
export type Read = <Row extends pg.QueryResultRow>(
  text: string,
  values: readonly unknown[],
) => Promise<Row[]>;

/** A query over a part of the log that the reader chose. Throws `unprocessable` when it takes too long. */
export function readInTime<Row extends pg.QueryResultRow>(
  text: string,
  values: readonly unknown[],
): Promise<Row[]> {
  return readTogether((read) => read<Row>(text, values));
}

/** Several such queries; each may take as long. */
export async function readTogether<T>(work: (read: Read) => Promise<T>): Promise<T> {
  try {
    return await pgTransaction(async (client) => {
      await client.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
      await client.query(`SET LOCAL statement_timeout = ${timeoutMs}`);
      return work(async (text, values) => (await client.query(text, [...values])).rows);
    });
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || error.code !== canceled) throw error;
    throw new AppError(
      'unprocessable',
      `This looks through more requests than ${timeoutMs / 1000} seconds allow. Choose a shorter time range or one endpoint.`,
      { reason: 'too_many_rows', cause: error },
    );
  }
}
