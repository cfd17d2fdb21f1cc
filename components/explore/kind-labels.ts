import type { PanelKind, PanelWidth } from '#lib/dashboards/schemas.ts';

export const kindLabels: Record<PanelKind, string> = {
  line: 'Lines',
  area: 'Areas',
  bar: 'Bars',
  number: 'One number',
  table: 'Table by group',
};

export const widthLabels: Record<PanelWidth, string> = {
  third: 'A third of the row',
  half: 'Half of the row',
  full: 'The whole row',
};
