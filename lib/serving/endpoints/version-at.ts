import type { TargetMove } from '../../registry/index.ts';

/** A moment between changes: `before` leaves out what happened at that very time, `after` counts it in. */
export interface Moment {
  at: Date;
  side: 'before' | 'after';
}

/** The version a target meant at a moment, by its moves newest first; null when it meant none. */
export function versionAt(moves: readonly TargetMove[], { at, side }: Moment): number | null {
  const last = moves.find((move) => move.at < at || (side === 'after' && move.at.getTime() === at.getTime()));
  return last?.toVersion ?? null;
}
