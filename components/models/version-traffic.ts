import type { Metrics } from '#lib/monitoring/schemas.ts';

export interface VersionTraffic {
  requests: number;
  /** Requests per bucket over the whole range. */
  series: number[];
}

/** Requests of each version over a range grouped by version, all endpoints together. Keys are version numbers. */
export function trafficByVersion(metrics: Metrics): Map<number, VersionTraffic> {
  const start = new Date(metrics.from).getTime();
  const bucketMs = metrics.bucketSeconds * 1000;
  const buckets = Math.max(1, Math.ceil((new Date(metrics.to).getTime() - start) / bucketMs));
  const traffic = new Map<number, VersionTraffic>();
  for (const group of metrics.groups) {
    if (group.version === null) continue;
    const sum = traffic.get(group.version) ?? { requests: 0, series: Array<number>(buckets).fill(0) };
    sum.requests += group.totals.requests;
    for (const point of group.points) {
      const bucket = Math.floor((new Date(point.at).getTime() - start) / bucketMs);
      const before = sum.series[bucket];
      if (before !== undefined) sum.series[bucket] = before + point.requests;
    }
    traffic.set(group.version, sum);
  }
  return traffic;
}
