import pg from 'pg';
import { pgTransaction } from './db.ts';
import { AppError } from './errors.ts';

/** A reader waits no longer than this, and PostgreSQL works no longer for them. */
const timeoutMs = 20_000;
/** SQLSTATE of a statement that was stopped. */
const canceled = '57014';

/** A query over a part of the log that the reader chose. Throws `unprocessable` when it takes too long. */
export async function readInTime<Row extends pg.QueryResultRow>(
  text: string,
  values: readonly unknown[],
): Promise<Row[]> {
  try {
    return await pgTransaction(async (client) => {
      await client.query(`SET LOCAL statement_timeout = ${timeoutMs}`);
      return (await client.query<Row>(text, [...values])).rows;
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
