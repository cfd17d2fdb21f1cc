import type { Line } from './layout.ts';

/** What ordinary text of a document looks like; headings and breaks are told by their difference from it. */
export interface BodyStyle {
  size: number;
  /** Baseline distance of consecutive lines, in font sizes. */
  leading: number;
}

export function bodyStyleOf(lines: readonly Line[]): BodyStyle {
  const chars = new Map<number, number>();
  for (const line of lines) {
    if (!line.mono) chars.set(round(line.size), (chars.get(round(line.size)) ?? 0) + line.text.length);
  }
  const size = heaviest(chars) ?? lines[0]?.size ?? 10;
  const steps = new Map<number, number>();
  for (const [at, line] of lines.entries()) {
    const next = lines[at + 1];
    if (
      next === undefined ||
      next.region !== line.region ||
      round(line.size) !== size ||
      round(next.size) !== size
    )
      continue;
    const step = Math.round(((next.baseline - line.baseline) / size) * 20) / 20;
    if (step > 0.8 && step < 2.6) steps.set(step, (steps.get(step) ?? 0) + 1);
  }
  return { size, leading: heaviest(steps) ?? 1.2 };
}

export function round(size: number): number {
  return Math.round(size * 2) / 2;
}

function heaviest(weights: ReadonlyMap<number, number>): number | null {
  let best: number | null = null;
  for (const [key, weight] of weights) if (best === null || weight > (weights.get(best) ?? 0)) best = key;
  return best;
}
