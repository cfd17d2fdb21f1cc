/** What the overview reads across rooms: endpoints in reach, and questions that were declined. */
import { endpointCondition, type Reach } from '../../access/index.ts';
import { pool } from '../../platform/db.ts';

export interface EndpointFilter {
  reach: Reach | null;
  endpoint: string | undefined;
  environment: string | undefined;
}

/** By name. */
export async function reachedEndpoints(
  { reach, endpoint, environment }: EndpointFilter,
  limit: number,
): Promise<{ name: string; environment: string }[]> {
  const values: unknown[] = [endpoint ?? null, environment ?? null, limit];
  const reached = endpointCondition(reach, 'name', (names) => `$${values.push(names)}`);
  const { rows } = await pool().query<{ name: string; environment: string }>(
    `SELECT name, environment FROM endpoint
      WHERE ($1::text IS NULL OR name = $1) AND ($2::text IS NULL OR environment = $2) AND ${reached}
      ORDER BY name LIMIT $3`,
    values,
  );
  return rows;
}

export interface DeclinedQuestion {
  question: string;
  count: number;
  endpoint: string;
  last_at: Date;
  request_id: string;
  examined: number;
}

/** The smallest UUIDv7 of a moment: ids sort by when their request arrived, so the log is read by their range. */
function firstIdAt(at: Date): string {
  const hex = Math.max(0, at.getTime()).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7000-8000-000000000000`;
}

/** Of the newest `examine` declined questions of people and programs, those asked most. */
export async function declinedQuestions(
  filter: EndpointFilter & { from: Date; to: Date },
  { examine, limit }: { examine: number; limit: number },
): Promise<DeclinedQuestion[]> {
  const { reach, endpoint, environment, from, to } = filter;
  const values: unknown[] = [
    firstIdAt(from),
    firstIdAt(to),
    endpoint ?? null,
    environment ?? null,
    examine,
    limit,
  ];
  const reached = endpointCondition(reach, 'endpoint_name', (names) => `$${values.push(names)}`);
  const { rows } = await pool().query<DeclinedQuestion>(
    `WITH declined AS (
       SELECT id, at, endpoint_name, left(question, 1000) AS question FROM inference
        WHERE id >= $1::uuid AND id < $2::uuid AND status = 'declined' AND traffic = 'live'
          AND ($3::text IS NULL OR endpoint_name = $3)
          AND ($4::text IS NULL OR endpoint_name IN (SELECT name FROM endpoint WHERE environment = $4))
          AND ${reached}
        ORDER BY id DESC LIMIT $5)
     SELECT (array_agg(question ORDER BY id DESC))[1] AS question, count(*)::int AS count,
            endpoint_name AS endpoint, max(at) AS last_at,
            (array_agg(id::text ORDER BY id DESC))[1] AS request_id,
            (SELECT count(*)::int FROM declined) AS examined
       FROM declined WHERE question <> ''
      GROUP BY endpoint_name, lower(btrim(regexp_replace(question, '\\s+', ' ', 'g'), ' ?.!…'))
      ORDER BY count DESC, last_at DESC LIMIT $6`,
    values,
  );
  return rows;
}
