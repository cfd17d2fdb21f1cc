/** The picture of a split: one line in, one ribbon to each entity, widths proportional to traffic. */

export interface Ribbon {
  /** A closed SVG shape, or an open line for an entity without traffic. */
  path: string;
  idle: boolean;
  /** Height of the ribbon, in the picture's units. */
  thickness: number;
  /** Where it ends: the middle of its row. */
  endY: number;
}

export interface SplitGeometry {
  width: number;
  height: number;
  /** The line in, before it splits. */
  trunk: { y: number; height: number };
  ribbons: Ribbon[];
}

export const rowUnits = 100;
const pictureWidth = 100;
/** The share of the width before the split begins. */
const trunkShare = 0.18;
const trunkHeight = 36;

/** `percentages` sum to 100; one row of `rowUnits` for each. Scaled to any size by the viewBox. */
export function splitGeometry(percentages: readonly number[]): SplitGeometry {
  const height = Math.max(1, percentages.length) * rowUnits;
  const top = (height - trunkHeight) / 2;
  let used = 0;
  const ribbons = percentages.map((percentage, row): Ribbon => {
    const thickness = (trunkHeight * percentage) / 100;
    const startY = top + used;
    used += thickness;
    const endY = (row + 0.5) * rowUnits;
    const idle = percentage === 0;
    const path = idle ? line(startY, endY) : band(startY, endY - thickness / 2, thickness);
    return { path, idle, thickness, endY };
  });
  return { width: pictureWidth, height, trunk: { y: top, height: trunkHeight }, ribbons };
}

/** A line from below the trunk to below the ribbon of a row: the way of mirrored requests. */
export function shadowLine(rows: number, row: number): string {
  const height = Math.max(1, rows) * rowUnits;
  return line((height + trunkHeight) / 2, (row + 0.5) * rowUnits + trunkHeight * 0.65);
}

const startX = pictureWidth * trunkShare;
const middleX = (startX + pictureWidth) / 2;

function band(startY: number, endTop: number, thickness: number): string {
  const [startBottom, endBottom] = [startY + thickness, endTop + thickness];
  return [
    `M${place(startX, startY)}`,
    `C${place(middleX, startY)} ${place(middleX, endTop)} ${place(pictureWidth, endTop)}`,
    `L${place(pictureWidth, endBottom)}`,
    `C${place(middleX, endBottom)} ${place(middleX, startBottom)} ${place(startX, startBottom)}`,
    'Z',
  ].join('');
}

function line(startY: number, endY: number): string {
  return `M${place(startX, startY)}C${place(middleX, startY)} ${place(middleX, endY)} ${place(pictureWidth, endY)}`;
}

function place(x: number, y: number): string {
  return `${Math.round(x * 100) / 100} ${Math.round(y * 100) / 100}`;
}
