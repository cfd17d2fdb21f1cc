/** A share of a number of trials, e.g. errors among requests. */
export interface Proportion {
  hits: number;
  /** Positive. */
  trials: number;
}

/** 95 % of the normal distribution, two-sided. */
const z = 1.959964;

/** The Wilson score interval (E. B. Wilson, 1927): sound for few trials and for shares near 0 and 1. */
export function wilsonInterval({ hits, trials }: Proportion): { low: number; high: number } {
  const share = hits / trials;
  const spread = 1 + z ** 2 / trials;
  const centre = (share + z ** 2 / (2 * trials)) / spread;
  const half = (z / spread) * Math.sqrt((share * (1 - share)) / trials + z ** 2 / (4 * trials ** 2));
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}

/** One failure among a handful is an anecdote, however unlikely. */
const fewestTrials = 20;

/**
 * True when the whole interval of `a` lies above that of `b`. Stricter than a test at 5 %: a promotion should not be made
 * doubtful by chance.
 */
export function clearlyHigher(a: Proportion, b: Proportion): boolean {
  if (Math.min(a.trials, b.trials) < fewestTrials) return false;
  return wilsonInterval(a).low > wilsonInterval(b).high;
}
