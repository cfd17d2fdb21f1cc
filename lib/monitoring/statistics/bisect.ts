/** Leaves a billionth of the way. */
const halvings = 30;

/** The last point from `inside` towards `outside` at which `holds`; it holds at `inside` and, once lost, stays lost. */
export function lastHolding(inside: number, outside: number, holds: (x: number) => boolean): number {
  if (holds(outside)) return outside;
  let good = inside;
  let bad = outside;
  for (let i = 0; i < halvings; i++) {
    const middle = (good + bad) / 2;
    if (holds(middle)) good = middle;
    else bad = middle;
  }
  return good;
}

/** The same over whole numbers. */
export function lastHoldingInteger(inside: number, outside: number, holds: (x: number) => boolean): number {
  if (holds(outside)) return outside;
  let good = inside;
  let bad = outside;
  while (Math.abs(bad - good) > 1) {
    const middle = Math.trunc((good + bad) / 2);
    if (holds(middle)) good = middle;
    else bad = middle;
  }
  return good;
}
