/** Reads what one configuration of an endpoint did, from the rollups. */
import { z } from 'zod';
import { reachOf, systemCaller } from '../access/index.ts';
import { pool } from '../platform/db.ts';
import { groupSeries } from './rollups/group-series.ts';
import { planReading } from './rollups/levels.ts';
import { type Cell, findSeries, inSnapshot, readCells } from './rollups/read-store.ts';
import { SketchBuffer } from './rollups/sketch-buffer.ts';
import type { Sketch } from './sketch.ts';

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

/** What one arm counted. Sums are decimal strings, as PostgreSQL's bigint and numeric are. */
export interface ArmCounted {
  arm: string;
  traffic: 'live' | 'shadow';
  counters: Cell['counters'];
  latency: Sketch;
  firstToken: Sketch;
}

const counters = [
  'requests',
  'declined',
  'errors',
  'refused',
  'cost',
  'cost_squares',
  'units',
  'fallbacks',
  'cache_hits',
  'similarity_sum',
  'similarity_squares',
  'similarity_count',
  'thumbs_up',
  'thumbs_down',
] as const;
export type ArmCounter = (typeof counters)[number];

/**
 * Everything that arms counted under a configuration. The number decides; the times leave out an endpoint of the same name
 * that was deleted. Clocks of replicas differ, and one that was cut off learns late of a change.
 */
export function readArms(endpoint: string, { number, from, to }: Configuration): Promise<ArmCounted[]> {
  const now = new Date();
  const asked = {
    from: new Date(Math.floor(from.getTime() / minuteMs) * minuteMs - minuteMs),
    to: new Date((to ?? now).getTime() + dayMs),
    step: 0,
  };
  return inSnapshot(async (client) => {
    const reach = reachOf(systemCaller('results'), 'dashboards.read');
    const found = await findSeries(client, { endpoint, configuration: number, reach });
    const arms = found.filter(({ arm, traffic }) => arm !== '' && traffic !== 'playground');
    if (arms.length === 0) return [];
    const { groups, grouping } = groupSeries(arms, ({ arm, traffic }) => ({
      key: JSON.stringify([arm, traffic]),
      labels: { arm, traffic },
    }));
    const cells = await readCells(client, planReading(asked, now), grouping, { counters, distributions });
    return cells.map(({ grp, counters: counted, sketches }) => ({
      arm: groups[grp]?.labels.arm ?? '',
      traffic: groups[grp]?.labels.traffic === 'shadow' ? ('shadow' as const) : ('live' as const),
      counters: counted,
      latency: sketchOf(sketches, 'latency'),
      firstToken: sketchOf(sketches, 'first_token'),
    }));
  });
}

const distributions = ['latency', 'first_token'] as const;
const minuteMs = 60_000;
const dayMs = 86_400_000;
const buffer = new SketchBuffer();

function sketchOf(sketches: Cell['sketches'], name: (typeof distributions)[number]): Sketch {
  buffer.clear();
  sketches?.addTo(buffer, name);
  return buffer.toSketch();
}
