/** Gauges for the tests of this folder: what they are without levels. A test database must be there. */
import { pool } from '../../platform/db.ts';
import type { GaugeSample, Measured, MetricQuery, MetricReading } from '../metric-schemas.ts';
import { gaugeKey, labelsOf } from './gauge-groups.ts';

/** As if the levels began at an hour. */
export async function emptyGauges(rolledUntil: Date): Promise<void> {
  await pool().query('TRUNCATE metric_gauge, metric_gauge_period');
  await pool().query(`UPDATE metric_gauge_state SET rolled_until = $1, raw_since = '1970-01-01T00:00:00Z'`, [
    rolledUntil,
  ]);
}

/** Hours and days that are not what their values say, or are missing, or should not be there. Of what is kept in values. */
export async function wrongPeriods(): Promise<unknown[]> {
  const levels = [3600, 86_400].map(
    (seconds) => `SELECT ${seconds} AS seconds, metric, endpoint, subject,
      date_bin('${seconds} seconds', at, '1970-01-01T00:00:00Z'::timestamptz) AS start, count(*) AS count, sum(value) AS sum,
      min(value) AS min, max(value) AS max, (array_agg(value ORDER BY at DESC))[1] AS last, max(at) AS last_at
      FROM metric_gauge WHERE at < date_bin('${seconds} seconds', (SELECT rolled_until FROM metric_gauge_state),
        '1970-01-01T00:00:00Z'::timestamptz) GROUP BY 1, 2, 3, 4, 5`,
  );
  const right = levels.join(' UNION ALL ');
  const kept = `SELECT seconds, metric, endpoint, subject, start, count, sum, min, max, last, last_at FROM metric_gauge_period
    WHERE start >= (SELECT raw_since FROM metric_gauge_state)`;
  const { rows } = await pool().query(
    `WITH right_ones AS (${right}), kept_ones AS (${kept})
     (TABLE right_ones EXCEPT TABLE kept_ones) UNION ALL (TABLE kept_ones EXCEPT TABLE right_ones)`,
  );
  return rows;
}

const between = (time: number, { from, to }: { from: number; to: number }) => time >= from && time < to;

/** Every value that was written, and figures of them, in the plainest way. */
export class GaugeModel {
  readonly #values = new Map<string, GaugeSample>();
  #since = new Date(0);

  write(samples: readonly GaugeSample[]): void {
    for (const sample of samples) {
      const { metric, endpoint, subject, at } = sample;
      if (at >= this.#since) this.#values.set(JSON.stringify([metric, endpoint, subject, at]), sample);
    }
  }

  /** What is older stays as it is. */
  purge(since: Date): void {
    this.#since = since;
  }

  /** As a reading says it, in the range and the steps that it chose. */
  read(query: MetricQuery, { from, to, stepSeconds }: MetricReading): MetricReading {
    const range = { from: Date.parse(from), to: Date.parse(to) };
    const before = { from: range.from - (range.to - range.from), to: range.from };
    const asked = [...this.#values.values()].filter(
      ({ metric, endpoint }) =>
        metric === query.metric && (query.endpoint === undefined || endpoint === query.endpoint),
    );
    const inRange = (one: typeof range) => asked.filter(({ at }) => between(at.getTime(), one));
    const [now, past] = [inRange(range), inRange(before)];
    const compared = query.compare !== undefined;
    const groupOf = ({ endpoint, subject }: GaugeSample) => ({
      endpoint: query.groupBy === undefined ? null : endpoint,
      subject: query.groupBy === 'subject' ? subject : null,
    });
    const keyOf = (sample: GaugeSample) => gaugeKey(groupOf(sample));
    const [groups, groupsBefore] = [Map.groupBy(now, keyOf), Map.groupBy(past, keyOf)];
    const named = new Map(
      [...now, ...(compared ? past : [])].map((sample) => [keyOf(sample), groupOf(sample)]),
    );
    return {
      from,
      to,
      stepSeconds,
      total: figure(now, query),
      previous: compared ? figure(past, query) : null,
      groups: [...named]
        .map(([key, group]) => ({
          key,
          labels: labelsOf(group),
          ...figure(groups.get(key) ?? [], query),
          previous: compared ? figure(groupsBefore.get(key) ?? [], query) : null,
          points: pointsOf(groups.get(key) ?? [], query, stepSeconds),
        }))
        .sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1)),
      more: false,
    };
  }
}

function pointsOf(samples: readonly GaugeSample[], query: MetricQuery, stepSeconds: number) {
  if (stepSeconds === 0) return [];
  const steps = Map.groupBy(
    samples,
    ({ at }) => Math.floor(at.getTime() / stepSeconds / 1000) * stepSeconds * 1000,
  );
  return [...steps]
    .sort(([a], [b]) => a - b)
    .map(([at, inStep]) => ({ at: new Date(at).toISOString(), ...figure(inStep, query) }));
}

function figure(samples: readonly GaugeSample[], { aggregation }: MetricQuery): Measured {
  const values = samples.map(({ value }) => value);
  const count = values.length;
  if (count === 0) return { value: null, count };
  const name = ({ endpoint, subject }: GaugeSample) => `${endpoint} ${subject}`;
  const latest = samples.toSorted((a, b) => b.at.getTime() - a.at.getTime() || (name(a) < name(b) ? -1 : 1));
  const figures: Partial<Record<typeof aggregation, number | undefined>> = {
    mean: values.reduce((sum, value) => sum + value, 0) / count,
    min: Math.min(...values),
    max: Math.max(...values),
    last: latest[0]?.value,
  };
  return { value: figures[aggregation] ?? null, count };
}
