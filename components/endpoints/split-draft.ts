/** Shares of a split while somebody drags them: they sum to exactly 100 after every move. */

export interface DraftShare {
  name: string;
  /** 0–100. */
  trafficPercentage: number;
  /** Stays as it is while others move. */
  locked: boolean;
}

/** Shares are counted in millionths of a percent: as exact as the server compares them. */
const whole = 100e6;
/** What a slider moves by: 0.1 %. */
const step = 1e5;

/**
 * Gives `name` the percentage (rounded to 0.1 and cut to what locked entities leave over) and takes it from, or gives it
 * to, the other unlocked entities in proportion to their shares; equally when they have none. The sum is exactly 100,
 * all unlocked others are in steps of 0.1 unless a locked share is not, and nothing moves when there is nobody to
 * trade with.
 */
export function moveShare(shares: readonly DraftShare[], name: string, percentage: number): DraftShare[] {
  const moved = shares.find((share) => share.name === name);
  const others = shares.filter((share) => share.name !== name && !share.locked);
  if (moved === undefined || moved.locked || others.length === 0) return [...shares];
  const locked = shares.filter((share) => share.locked).reduce((sum, share) => sum + millionths(share), 0);
  const free = Math.max(0, whole - locked);
  const wanted = Math.min(free, Math.max(0, Math.round(percentage * 10) * step));
  const given = distribute(free - wanted, others.map(millionths));
  const next = new Map([[name, wanted], ...others.map((other, i) => [other.name, given[i] ?? 0] as const)]);
  return shares.map((share) => {
    const part = next.get(share.name);
    return part === undefined ? share : { ...share, trafficPercentage: part / 1e6 };
  });
}

/** The shares without `name`; what it had goes to the others, to locked ones too when there are no unlocked. */
export function withoutShare(shares: readonly DraftShare[], name: string): DraftShare[] {
  const unlocked = shares.map((share) => (share.name === name ? { ...share, locked: false } : share));
  const canTrade = unlocked.some((share) => share.name !== name && !share.locked);
  const traded = canTrade ? unlocked : unlocked.map((share) => ({ ...share, locked: false }));
  const lockedBefore = new Set(shares.filter((share) => share.locked).map((share) => share.name));
  return moveShare(traded, name, 0)
    .filter((share) => share.name !== name)
    .map((share) => ({ ...share, locked: lockedBefore.has(share.name) }));
}

/** The same proportions, summing to 100 again; equal parts when all are zero. */
export function normaliseShares(percentages: readonly number[]): number[] {
  const weights = percentages.map((percentage) => Math.round(percentage * 1e6));
  if (weights.reduce((sum, weight) => sum + weight, 0) === whole) return [...percentages];
  return distribute(whole, weights).map((part) => part / 1e6);
}

function millionths({ trafficPercentage }: DraftShare): number {
  return Math.round(trafficPercentage * 1e6);
}

/** Splits `amount` by `weights` into steps, by largest remainder; what is less than a step goes to the largest part. */
function distribute(amount: number, weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const ideal = weights.map(
    (weight) => (amount * (total === 0 ? 1 / weights.length : weight / total)) / step,
  );
  const parts = ideal.map((value) => Math.floor(value) * step);
  const byRemainder = ideal
    .map((value, index) => ({ index, remainder: value - Math.floor(value) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  let left = amount - parts.reduce((sum, part) => sum + part, 0);
  for (const { index } of byRemainder) {
    if (left < step) break;
    parts[index] = (parts[index] ?? 0) + step;
    left -= step;
  }
  const largest = parts.indexOf(Math.max(...parts));
  return parts.map((part, index) => (index === largest ? part + left : part));
}
