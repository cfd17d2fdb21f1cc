import type { Dimension, MetricGroup } from '../metric-schemas.ts';
import type { Grouping, NumberedSeries } from './read-store.ts';

export type Labels = MetricGroup['labels'];

export interface SeriesGroup {
  key: string;
  labels: Labels;
}

/** Counted in the totals alone. */
export const otherGroup = -1;

/** What a group is called; `none` where nothing of the kind was reached. */
const groupers: Record<Exclude<Dimension, 'subject'>, (series: NumberedSeries) => SeriesGroup> = {
  endpoint: ({ endpoint_name }) => ({ key: endpoint_name, labels: { endpoint: endpoint_name } }),
  model: ({ model_name }) => ({ key: model_name || 'none', labels: { model: model_name } }),
  version: ({ model_name, model_version }) => ({
    key: model_version === 0 ? model_name || 'none' : `${model_name} v${model_version}`,
    labels: { model: model_name, version: model_version },
  }),
  arm: ({ endpoint_name, arm }) => ({
    key: `${endpoint_name} / ${arm || 'none'}`,
    labels: { endpoint: endpoint_name, arm },
  }),
  configuration: ({ endpoint_name, config_number }) => ({
    key: `${endpoint_name} #${config_number}`,
    labels: { endpoint: endpoint_name, configuration: config_number },
  }),
  traffic: ({ traffic }) => ({ key: traffic, labels: { traffic } }),
};

/** Everything together. */
export const allTogether: SeriesGroup = { key: 'all', labels: {} };

export interface GroupedSeries {
  groups: SeriesGroup[];
  grouping: Grouping;
}

export function groupSeries(
  series: readonly NumberedSeries[],
  by: Exclude<Dimension, 'subject'> | ((series: NumberedSeries) => SeriesGroup) | undefined,
): GroupedSeries {
  const nameOf = by === undefined ? () => allTogether : typeof by === 'function' ? by : groupers[by];
  const groups: SeriesGroup[] = [];
  const numbers = new Map<string, number>();
  const grouping: Grouping = { series: [], groups: [] };
  for (const one of series) {
    const group = nameOf(one);
    let number = numbers.get(group.key);
    if (number === undefined) {
      number = groups.push(group) - 1;
      numbers.set(group.key, number);
    }
    grouping.series.push(one.id);
    grouping.groups.push(number);
  }
  return { groups, grouping };
}

/** The same with all but the heaviest groups counted in the totals alone. */
export function keepHeaviest(
  { series, groups }: Grouping,
  weights: ReadonlyMap<number, number>,
  most: number,
): Grouping {
  const heaviest = [...weights].sort(([, a], [, b]) => b - a).slice(0, most);
  const kept = new Set(heaviest.map(([group]) => group));
  return { series, groups: groups.map((group) => (kept.has(group) ? group : otherGroup)) };
}
