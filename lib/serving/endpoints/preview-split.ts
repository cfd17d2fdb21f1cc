import type { Caller } from '../../access/index.ts';
import { recentUnits } from '../../inference/index.ts';
import { assign, type Weighted } from '../../traffic/index.ts';
import type { Shares, SplitPreview } from '../schemas.ts';
import { assertMayAtEndpoint } from './assert-at-endpoint.ts';
import { configOf, entitiesOf, findEndpoint, prisma } from './endpoint-store.ts';

const observedDays = 7;
const mostUnits = 10_000;
/** Fewer say little about the shares: one person in ten is ten percent of them. */
const fewestUnits = 100;

/**
 * Who would move under a new split, assigned exactly as answers are: the units of the last 7 days when there were
 * enough of them, otherwise made-up ones. Throws `not_found`.
 */
export async function previewSplit(
  caller: Caller,
  name: string,
  { shares }: { shares: Shares },
): Promise<SplitPreview> {
  await assertMayAtEndpoint(caller, 'endpoints.read', name);
  const endpoint = await findEndpoint(prisma(), name);
  const before = entitiesOf(await configOf(prisma(), endpoint));
  const after = Object.entries(shares).map(([name, trafficPercentage]) => ({ name, trafficPercentage }));
  const since = new Date(Date.now() - observedDays * 86_400_000);
  const seen = await recentUnits(name, since, mostUnits);
  const observed = seen.length >= fewestUnits;
  const units = observed ? seen : Array.from({ length: mostUnits }, (_, index) => `unit-${index}`);
  return { unitsSeen: observed ? seen.length : 0, ...movesOf(name, units, before, after) };
}

function movesOf(
  endpoint: string,
  units: readonly string[],
  before: readonly Weighted[],
  after: readonly Weighted[],
): Pick<SplitPreview, 'moves' | 'stay'> {
  const counts = new Map<string, Map<string, number>>();
  let staying = 0;
  for (const unit of units) {
    const from = assign(endpoint, unit, before).name;
    const to = assign(endpoint, unit, after).name;
    if (from === to) {
      staying += 1;
      continue;
    }
    const targets = counts.get(from) ?? new Map<string, number>();
    counts.set(from, targets.set(to, (targets.get(to) ?? 0) + 1));
  }
  const moves = [...counts].flatMap(([from, targets]) =>
    [...targets].map(([to, moved]) => ({ from, to, share: moved / units.length, units: moved })),
  );
  return { moves: moves.sort((a, b) => b.units - a.units), stay: staying / units.length };
}
