/** Axes of charts on paper. Pure. */

/** Some four round steps from zero that hold the largest value. */
export function ticksFor(largest: number): number[] {
  if (!(largest > 0)) return [0, 1];
  const rough = largest / 4;
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((one) => one * magnitude >= rough) ?? 10) * magnitude;
  const count = Math.ceil(largest / step - 1e-9);
  return Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(12)));
}

/** Runs of neighbouring points that have a value: what was not measured is a gap. */
export function runsOf<Point extends { at: number; value: number | null }>(
  points: readonly Point[],
  stepMs: number,
): { at: number; value: number }[][] {
  const runs: { at: number; value: number }[][] = [];
  let last: number | null = null;
  for (const { at, value } of points) {
    if (value === null) {
      last = null;
      continue;
    }
    if (last === null || at - last > stepMs * 1.5) runs.push([]);
    runs.at(-1)?.push({ at, value });
    last = at;
  }
  return runs;
}
