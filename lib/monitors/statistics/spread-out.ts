/**
 * At most so many of a list, at equal steps from its beginning to its end. Rows come in the order of time, so the first of them
 * would be the night of a day, or the oldest day of a week.
 */
export function spreadOut<T>(items: readonly T[], most: number): T[] {
  if (items.length <= most) return [...items];
  const step = items.length / most;
  return Array.from({ length: most }, (_, i) => items[Math.floor((i + 0.5) * step)]).filter(
    (item) => item !== undefined,
  );
}
