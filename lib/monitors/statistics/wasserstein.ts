/**
 * Wasserstein-1 (earth mover's) distance: the area between two empirical distribution functions, in the unit of the values.
 * Both sorted and not empty.
 */
export function wasserstein(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let i = 0;
  let j = 0;
  let area = 0;
  let before: number | null = null;
  while (i < a.length || j < b.length) {
    const value = Math.min(a[i] ?? Number.POSITIVE_INFINITY, b[j] ?? Number.POSITIVE_INFINITY);
    if (before !== null) area += Math.abs(i / a.length - j / b.length) * (value - before);
    while (i < a.length && (a[i] ?? 0) <= value) i++;
    while (j < b.length && (b[j] ?? 0) <= value) j++;
    before = value;
  }
  return area;
}
