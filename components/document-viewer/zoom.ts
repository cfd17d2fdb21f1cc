const steps = [0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4] as const;

/** The next larger (1) or smaller (-1) zoom; 1 fits the page's width. */
export function nextZoom(zoom: number, direction: 1 | -1): number {
  const found = direction === 1 ? steps.find((step) => step > zoom) : steps.findLast((step) => step < zoom);
  return found ?? zoom;
}
