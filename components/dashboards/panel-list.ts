/** Changes of a dashboard's panels. Pure. */
import type { Panel, PanelWidth } from '#lib/dashboards/schemas.ts';

/** The panel `by` places further on; as far as there are places. */
export function movePanel(panels: readonly Panel[], id: string, by: number): Panel[] {
  const from = panels.findIndex((panel) => panel.id === id);
  const moved = panels[from];
  if (moved === undefined) return [...panels];
  const to = Math.min(panels.length - 1, Math.max(0, from + by));
  const rest = panels.filter((panel) => panel !== moved);
  return [...rest.slice(0, to), moved, ...rest.slice(to)];
}

/** The panel in the place of the one with its id; behind the others when there is none. */
export function putPanel(panels: readonly Panel[], panel: Panel): Panel[] {
  return panels.some(({ id }) => id === panel.id)
    ? panels.map((one) => (one.id === panel.id ? panel : one))
    : [...panels, panel];
}

/** A twin right behind it, under an id of its own. */
export function twinPanel(panels: readonly Panel[], id: string, newId: string): Panel[] {
  return panels.flatMap((panel) => (panel.id === id ? [panel, { ...panel, id: newId }] : [panel]));
}

export function dropPanel(panels: readonly Panel[], id: string): Panel[] {
  return panels.filter((panel) => panel.id !== id);
}

/** Columns of six a panel takes. */
export const spanOf: Record<PanelWidth, string> = {
  third: 'md:col-span-3 xl:col-span-2',
  half: 'md:col-span-3',
  full: 'md:col-span-6',
};
