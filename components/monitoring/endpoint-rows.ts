/** One row for each endpoint, from readings grouped by endpoint. Pure. */
import { fillBuckets } from '#components/charts/series.ts';
import type { MetricGroup, MetricReading } from '#lib/monitoring/schemas.ts';
import type { Environment } from '#lib/serving/schemas.ts';

/** The readings a table of endpoints is made of; null while one is loading. */
export interface EndpointReadings {
  requests: MetricReading | null;
  errorRate: MetricReading | null;
  p95: MetricReading | null;
  satisfaction: MetricReading | null;
  cost: MetricReading | null;
  /** Highest of `drifting`: 1 when a column drifted. */
  drifting: MetricReading | null;
  /** Mean of `health_up`. */
  health: MetricReading | null;
}

export interface EndpointRow {
  name: string;
  /** Null where the reader may not see it. */
  environment: Environment | null;
  requests: number;
  /** Requests of each step, for the sparkline; null is a gap. */
  course: (number | null)[];
  errorRate: number | null;
  p95: number | null;
  satisfaction: number | null;
  cost: number | null;
  openAlerts: number;
  /** Null: no monitor watched it in the range. */
  drifting: boolean | null;
  /** Share of checks that passed; null: none ran in the range. */
  uptime: number | null;
}

interface Known {
  name: string;
  environment: Environment;
}

/** Endpoints that were asked, and those the reader knows of that were not. */
export function endpointRows(
  readings: EndpointReadings,
  endpoints: readonly Known[],
  openAlerts: readonly { endpoint: string | null }[],
): EndpointRow[] {
  const environments = new Map(endpoints.map(({ name, environment }) => [name, environment]));
  const groups = mapped(readings, byEndpoint);
  const names = new Set([...groups.requests.keys(), ...environments.keys()]);
  const measured = (key: keyof EndpointReadings, name: string) => groups[key].get(name)?.value ?? null;
  return [...names]
    .filter((name) => name !== '')
    .map((name) => {
      const drifting = measured('drifting', name);
      return {
        name,
        environment: environments.get(name) ?? null,
        requests: measured('requests', name) ?? 0,
        course: courseOf(readings.requests, groups.requests.get(name)),
        errorRate: measured('errorRate', name),
        p95: measured('p95', name),
        satisfaction: measured('satisfaction', name),
        cost: measured('cost', name),
        openAlerts: openAlerts.filter(({ endpoint }) => endpoint === name).length,
        drifting: drifting === null ? null : drifting > 0,
        uptime: measured('health', name),
      };
    });
}

function mapped<Key extends string, From, To>(record: Record<Key, From>, change: (value: From) => To) {
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => [key, change(value as From)]),
  ) as Record<Key, To>;
}

function byEndpoint(reading: MetricReading | null): Map<string, MetricGroup> {
  return new Map((reading?.groups ?? []).map((group) => [group.labels.endpoint ?? group.key, group]));
}

function courseOf(reading: MetricReading | null, group: MetricGroup | undefined): (number | null)[] {
  if (reading === null || group === undefined) return [];
  const points = group.points.map(({ at, value }) => ({ at, values: { value } }));
  const { from, to, stepSeconds } = reading;
  return fillBuckets(points, ['value'], { from, to, bucketSeconds: stepSeconds }).map(
    ({ values }) => values.value ?? null,
  );
}
