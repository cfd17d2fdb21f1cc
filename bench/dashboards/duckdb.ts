/** The same rows as a Parquet file, read by DuckDB. */
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { Pool } from 'pg';

const columns =
  'at, status, traffic, endpoint_name, intended_entity, model_name, model_version, input_tokens, output_tokens, cost, ' +
  'total_ms, time_to_first_token_ms, retrieve_ms, generate_ms, queue_ms, post_process_ms, error_code';

export interface ParquetReader {
  bytes: number;
  /** Of a table function that reads the file. */
  source: string;
  run(sql: string): Promise<void>;
  close(): void;
}

/** PostgreSQL writes the rows as CSV into its own folder, DuckDB makes the file of it. */
export async function exportParquet(pool: Pool, folder: string): Promise<ParquetReader> {
  const csv = path.join(folder, 'rows.csv');
  const parquet = path.join(folder, 'rows.parquet');
  await pool.query(`COPY (SELECT ${columns} FROM inference) TO '${csv}' (FORMAT csv, HEADER)`);
  const instance = await DuckDBInstance.create(':memory:', { threads: '2', memory_limit: '2GB' });
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  await connection.run(
    `COPY (SELECT * FROM read_csv('${csv}')) TO '${parquet}' (FORMAT parquet, COMPRESSION zstd)`,
  );
  return {
    bytes: (await stat(parquet)).size,
    source: `read_parquet('${parquet}')`,
    async run(sql) {
      await (await connection.runAndReadAll(sql)).getRows();
    },
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
