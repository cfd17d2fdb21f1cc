/** Reads what one configuration of an endpoint did, from the rollups. */
import { z } from 'zod';
import { pool } from '../platform/db.ts';
import { type CounterSums, summedCounters } from './metrics-store.ts';

/** Of a stored served entity (lib/serving/schemas.ts), what results are told apart by. */
const splitSchema = z.array(
  z.object({
    name: z.string(),
    trafficPercentage: z.number(),
    shadowPercentage: z.number().default(0),
  }),
);

export type SplitEntity = z.infer<typeof splitSchema>[number];

export interface Configuration {
  number: number;
  /** Of the endpoint. */
  environment: string;
  entities: SplitEntity[];
  from: Date;
  /** When the next one took over; null while it is in force. */
  to: Date | null;
}

/** `endpoint` when there is no such endpoint, `configuration` when it has no such number. */
type Missing = { missing: 'endpoint' | 'configuration'; environment: string | null };

/** A configuration of an endpoint, the one in force when `number` is undefined. */
export async function findConfiguration(
  endpoint: string,
  number: number | undefined,
): Promise<Configuration | Missing> {
  const result = await pool().query<{
    number: number | null;
    served_entities: unknown;
    environment: string;
    from: Date;
    to: Date | null;
  }>(
    `SELECT e.environment, c.number, c.served_entities, c.created_at AS "from", n.created_at AS "to"
     FROM endpoint e
     LEFT JOIN endpoint_config c ON c.endpoint_id = e.id AND c.number = coalesce($2::bigint, e.config)
     LEFT JOIN endpoint_config n ON n.endpoint_id = e.id AND n.number = c.number + 1
     WHERE e.name = $1`,
    [endpoint, number ?? null],
  );
  const [row] = result.rows;
  if (row === undefined) return { missing: 'endpoint', environment: null };
  if (row.number === null) return { missing: 'configuration', environment: row.environment };
  return { ...row, number: row.number, entities: splitSchema.parse(row.served_entities) };
}

interface ArmKey {
  arm: string;
  traffic: 'live' | 'shadow';
}

export type ArmCounters = ArmKey & CounterSums;

export interface ArmBucket extends ArmKey {
  metric: 'total' | 'first_token';
  bucket: number;
  count: string;
}

// The number decides; the times make the index useful and leave out an endpoint of the same name that was deleted. Clocks of
// replicas differ, and one that was cut off learns late of a change.
const ofConfiguration = `minute >= date_trunc('minute', $3::timestamptz) - interval '1 minute'
  AND minute < coalesce($4::timestamptz + interval '1 day', 'infinity')
  AND endpoint_name = $1 AND config_number = $2 AND arm <> '' AND traffic IN ('live', 'shadow')`;

function values(endpoint: string, { number, from, to }: Configuration): unknown[] {
  return [endpoint, number, from, to];
}

export async function readArmCounters(
  endpoint: string,
  configuration: Configuration,
): Promise<ArmCounters[]> {
  const result = await pool().query<ArmCounters>(
    `SELECT arm, traffic, ${summedCounters} FROM metric_minute WHERE ${ofConfiguration} GROUP BY arm, traffic`,
    values(endpoint, configuration),
  );
  return result.rows;
}

export async function readArmSketches(endpoint: string, configuration: Configuration): Promise<ArmBucket[]> {
  const result = await pool().query<ArmBucket>(
    `SELECT arm, traffic, metric, bucket, sum(count)::text AS count
     FROM metric_bucket WHERE ${ofConfiguration} AND metric IN ('total', 'first_token')
     GROUP BY arm, traffic, metric, bucket`,
    values(endpoint, configuration),
  );
  return result.rows;
}
