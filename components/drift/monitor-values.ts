/** A monitor as a form holds it. */
import {
  type Baseline,
  columnKeys,
  defaultColumns,
  describeColumn,
  type Granularity,
  type Monitor,
  type SliceKey,
} from '#lib/monitors/schemas.ts';
import type { MonitorInput } from './queries.ts';

export interface MonitorValues {
  endpoint: string;
  name: string;
  enabled: boolean;
  columns: string[];
  slices: SliceKey[];
  granularity: Granularity;
  schedule: string;
  timeZone: string;
  baselineKind: Baseline['kind'];
  windows: string;
  version: string;
  /** Days, as a date field holds them. */
  from: string;
  to: string;
  alpha: string;
  effect: string;
  minRows: string;
  correction: Monitor['thresholds']['correction'];
  paidEmbeddings: boolean;
}

const fresh: MonitorValues = {
  endpoint: '',
  name: '',
  enabled: true,
  columns: [...defaultColumns],
  slices: [],
  granularity: 'day',
  schedule: '30 6 * * *',
  timeZone: 'UTC',
  baselineKind: 'previous',
  windows: '7',
  version: '1',
  from: '',
  to: '',
  alpha: '0.05',
  effect: '0.1',
  minRows: '30',
  correction: 'benjamini-hochberg',
  paidEmbeddings: false,
};

export function toValues(monitor: Monitor | null): MonitorValues {
  if (monitor === null) return fresh;
  const { baseline, thresholds } = monitor;
  return {
    ...fresh,
    ...monitor,
    baselineKind: baseline.kind,
    ...(baseline.kind === 'previous' && { windows: String(baseline.windows) }),
    ...(baseline.kind === 'version' && { version: String(baseline.version) }),
    ...(baseline.kind === 'fixed' && { from: baseline.from.slice(0, 10), to: baseline.to.slice(0, 10) }),
    alpha: String(thresholds.alpha),
    effect: String(thresholds.effect),
    minRows: String(thresholds.minRows),
    correction: thresholds.correction,
  };
}

function toBaseline({ baselineKind, windows, version, from, to }: MonitorValues): Baseline {
  switch (baselineKind) {
    case 'previous':
      return { kind: 'previous', windows: Number(windows) };
    case 'version':
      return { kind: 'version', version: Number(version) };
    case 'fixed':
      return { kind: 'fixed', from: `${from}T00:00:00Z`, to: `${to}T00:00:00Z` };
  }
}

/** What the server takes; it checks everything again and says what is wrong. */
export function toInput(values: MonitorValues): MonitorInput {
  const {
    endpoint,
    name,
    enabled,
    columns,
    slices,
    granularity,
    schedule,
    timeZone,
    correction,
    paidEmbeddings,
  } = values;
  const thresholds = {
    alpha: Number(values.alpha),
    effect: Number(values.effect),
    minRows: Number(values.minRows),
    correction,
  };
  return {
    endpoint,
    name,
    enabled,
    columns,
    slices,
    granularity,
    schedule,
    timeZone,
    baseline: toBaseline(values),
    thresholds,
    paidEmbeddings,
  };
}

/** Columns to choose from, with the formulas of the endpoint and any that are watched already. */
export function columnChoices(
  formulas: readonly string[],
  watched: readonly string[],
): { key: string; label: string; hint: string }[] {
  const known = columnKeys.map((key) => ({
    key: key as string,
    label: describeColumn(key).label,
    hint: describeColumn(key).description,
  }));
  const custom = [
    ...new Set([
      ...formulas.map((name) => `custom:${name}`),
      ...watched.filter((key) => key.startsWith('custom:')),
    ]),
  ];
  return [...known, ...custom.map((key) => ({ key, label: key.slice(7), hint: 'A formula of your own.' }))];
}
