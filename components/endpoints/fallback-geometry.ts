/** Arrows beside the cards: which served entity is asked when which one fails. */
import { rowUnits } from './split-geometry.ts';

export interface FallbackArrow {
  from: string;
  to: string;
  /** Row of the failing entity: its colour is the arrow's. */
  fromRow: number;
  /** Open line in a picture 100 wide and `rowUnits` per row high, from the card's edge out and back. */
  path: string;
  /** Where the arrow's head is, as a share of the height, 0–1. */
  headAt: number;
}

/** One arrow for each fallback that is named, each in a lane of its own; leaving below and arriving above the middle. */
export function fallbackArrows(
  entities: readonly { name: string; fallbacks: readonly string[] }[],
): FallbackArrow[] {
  const rowOf = new Map(entities.map(({ name }, row) => [name, row]));
  const links = entities.flatMap(({ name, fallbacks }, fromRow) =>
    fallbacks.flatMap((to) => {
      const toRow = rowOf.get(to);
      return toRow === undefined ? [] : [{ from: name, to, fromRow, toRow }];
    }),
  );
  const height = entities.length * rowUnits;
  return links.map(({ from, to, fromRow, toRow }, lane) => {
    // Arrows of one row fan out, so that none hides another.
    const fan = ((lane + 1) / (links.length + 1)) * 0.3;
    const startY = Math.round((fromRow + 0.55 + fan) * rowUnits);
    const endY = Math.round((toRow + 0.15 + fan) * rowUnits);
    const x = Math.round(((lane + 1) / (links.length + 1)) * 100);
    return { from, to, fromRow, path: `M0 ${startY}H${x}V${endY}H0`, headAt: endY / height };
  });
}
