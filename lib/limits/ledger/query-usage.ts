import { assertMay, type Caller } from '../../access/index.ts';
import { AppError } from '../../platform/errors.ts';
import {
  tokenClasses,
  type UsageGroup,
  type UsageQuery,
  type UsageReport,
  type UsageTotals,
} from '../usage-schemas.ts';
import { namesOf, type UsageFilters, type UsageRow, usageBy, usageTotal } from './usage-store.ts';
import { addTotals, noUsage, sumOf, toTotals } from './usage-totals.ts';

const dayMs = 86_400_000;
const quarterMs = 900_000;
const maxDays = 800;
/** What groups beyond the limit are summed up as. */
const others = '(others)';

type Point = UsageTotals & { at: string };
type Group = UsageReport['groups'][number];

/**
 * What was used over a range, by group and bucket of the calendar, with the range of the same length before. Throws `invalid`
 * for a range that is empty, longer than 800 days, or of more than 2,000 hours by the hour.
 */
export async function queryUsage(caller: Caller, query: UsageQuery): Promise<UsageReport> {
  assertMay(caller, 'usage.read');
  const { filters, bucket } = rangeOf(query);
  const length = filters.to.getTime() - filters.from.getTime();
  const before = { ...filters, from: new Date(filters.from.getTime() - length), to: filters.from };
  const { groupBy } = query;
  const [total, previous, all, rows] = await Promise.all([
    usageTotal(filters),
    usageTotal(before),
    usageBy(filters, 'none', bucket),
    groupBy === 'none' || groupBy === 'token-class' ? [] : usageBy(filters, groupBy, bucket),
  ]);
  const points = all.map(toPoint);
  const totals = total === null ? noUsage : toTotals(total);
  return {
    from: filters.from.toISOString(),
    to: filters.to.toISOString(),
    bucket,
    totals,
    previous: previous === null ? noUsage : toTotals(previous),
    points,
    groups:
      groupBy === 'token-class' ? classGroups(totals, points) : await groupsOf(rows, groupBy, query.limit),
  };
}

/** The range and the buckets it is told in. */
export function rangeOf(query: Omit<UsageQuery, 'limit'>): {
  filters: UsageFilters;
  bucket: NonNullable<UsageQuery['bucket']>;
} {
  // Sums are kept by quarter of an hour: one that is cut is told whole.
  const from = new Date(Math.floor(new Date(query.from).getTime() / quarterMs) * quarterMs);
  const to = new Date(query.to);
  const days = (to.getTime() - from.getTime()) / dayMs;
  if (days <= 0) throw new AppError('invalid', 'The range is empty: "from" must lie before "to".');
  if (days > maxDays) {
    throw new AppError('invalid', `The range is longer than ${maxDays} days. Ask for less at a time.`);
  }
  const bucket = query.bucket ?? bucketFor(days);
  if (bucket === 'hour' && days > 84) {
    throw new AppError('invalid', 'By the hour, ask for at most 84 days at a time.');
  }
  return { filters: { ...query, from, to }, bucket };
}

function bucketFor(days: number): NonNullable<UsageQuery['bucket']> {
  if (days <= 2.5) return 'hour';
  if (days <= 62) return 'day';
  return days <= 420 ? 'week' : 'month';
}

function toPoint(row: UsageRow): Point {
  return { at: row.at.toISOString(), ...toTotals(row) };
}

async function groupsOf(rows: readonly UsageRow[], groupBy: UsageGroup, limit: number): Promise<Group[]> {
  const groups = [...Map.groupBy(rows, (row) => row.key)]
    .map(([key, members]) => {
      const points = members.map(toPoint);
      return { key, name: key, totals: sumOf(points), points };
    })
    .sort((a, b) => largestFirst(a.totals, b.totals) || a.key.localeCompare(b.key));
  const shown = [...groups.slice(0, limit), ...rest(groups.slice(limit))];
  if (groupBy !== 'team' && groupBy !== 'user' && groupBy !== 'key') return shown;
  const ids = shown.map(({ key }) => key).filter((key) => key !== '' && key !== others);
  const names = await namesOf(groupBy, ids);
  return shown.map((group) => ({ ...group, name: names.get(group.key) ?? group.key }));
}

function largestFirst(a: UsageTotals, b: UsageTotals): number {
  const [one, other] = [BigInt(a.cost), BigInt(b.cost)];
  if (one !== other) return one > other ? -1 : 1;
  return b.tokens - a.tokens || b.requests - a.requests;
}

function rest(groups: readonly Group[]): Group[] {
  if (groups.length === 0) return [];
  const byTime = new Map<string, Point>();
  for (const { at, ...totals } of groups.flatMap(({ points }) => points)) {
    byTime.set(at, { at, ...addTotals(byTime.get(at) ?? noUsage, totals) });
  }
  const points = [...byTime.values()].sort((a, b) => a.at.localeCompare(b.at));
  return [{ key: others, name: others, totals: sumOf(groups.map(({ totals }) => totals)), points }];
}

/** What a class costs is not kept apart: prices change, and entries keep the whole. */
function classGroups(totals: UsageTotals, points: readonly Point[]): Group[] {
  const only = (from: UsageTotals, name: (typeof tokenClasses)[number]): UsageTotals => ({
    ...noUsage,
    [name]: from[name],
    tokens: from[name],
  });
  return tokenClasses.map((name) => ({
    key: name,
    name,
    totals: only(totals, name),
    points: points.map((point) => ({ at: point.at, ...only(point, name) })),
  }));
}
