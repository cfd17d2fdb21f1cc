/** A part of a quota this process holds, and what admitted answers have reserved of it. Pure. */

export interface Slice {
  readonly id: string;
  /** As the database has it: settled use leaves it. */
  amount: bigint;
  reserved: bigint;
  readonly periodStart: number;
  readonly periodEnd: number;
  /** Nothing is admitted from it later: the period, or a raise it is part of, ends. Milliseconds since the epoch. */
  readonly validUntil: number;
  /** The database takes the process for dead then. */
  expiresAt: number;
}

/** What one answer reserved of one slice. */
export interface Hold {
  readonly slice: Slice;
  readonly amount: bigint;
}

/** A slice that ends this soon is not drawn from: the answer must begin while it is surely ours. Milliseconds. */
export const marginMs = 5000;

export function freeOf(slice: Slice): bigint {
  return slice.amount > slice.reserved ? slice.amount - slice.reserved : 0n;
}

export function isUsable(slice: Slice, now: number): boolean {
  return now < slice.validUntil && now < slice.expiresAt - marginMs;
}

/** Reserves `need` of the slices together, or nothing of any. Null when they have too little. */
export function reserveOf(slices: readonly Slice[], need: bigint, now: number): Hold[] | null {
  const usable = slices.filter((slice) => isUsable(slice, now));
  if (usable.reduce((sum, slice) => sum + freeOf(slice), 0n) < need) return null;
  const holds: Hold[] = [];
  let missing = need;
  for (const slice of usable) {
    let amount = freeOf(slice);
    if (missing < amount) amount = missing;
    if (amount === 0n) continue;
    slice.reserved += amount;
    missing -= amount;
    holds.push({ slice, amount });
  }
  return holds;
}

/** How much of each hold `used` takes; what goes beyond all of them is taken from the last. */
export function spread(holds: readonly Hold[], used: bigint): { slice: Slice; amount: bigint }[] {
  let missing = used;
  return holds.map(({ slice, amount }, index) => {
    const last = index === holds.length - 1;
    const taken = last || missing < amount ? missing : amount;
    missing -= taken;
    return { slice, amount: taken };
  });
}

export function unreserve(holds: readonly Hold[]): void {
  for (const { slice, amount } of holds) slice.reserved -= amount;
}

/** What was settled has left the slice in the database too, in the transaction of its entry. */
export function takeOut({ slice, amount }: { slice: Slice; amount: bigint }): void {
  slice.amount = slice.amount > amount ? slice.amount - amount : 0n;
}
