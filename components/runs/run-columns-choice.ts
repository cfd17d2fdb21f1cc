import type { Run } from '#lib/tracking/schemas.ts';

export interface LoggedColumn {
  kind: 'metric' | 'param';
  key: string;
  /** Of the table's column: `metric:loss`. */
  id: string;
  /** The key; with its kind when a metric and a parameter share it. */
  header: string;
  initiallyHidden: boolean;
}

const shownAtFirst = { metric: 3, param: 3 } as const;
/** More than this nobody chooses from. */
const mostColumns = 60;

/**
 * What was logged to these runs as columns: metrics, then parameters, by key. At first the metrics most runs have are
 * shown, and the parameters in which runs differ.
 */
export function loggedColumns(runs: readonly Run[]): LoggedColumn[] {
  const metrics = rank(runs.map((run) => run.metrics.map(({ key, value }) => [key, String(value)] as const)));
  const params = rank(runs.map((run) => Object.entries(run.params)));
  const differing = params.filter(({ values }) => values > 1);
  const shownParams = differing.length > 0 ? differing : params;
  const names = new Set(metrics.map(({ key }) => key));
  const both = new Set(params.map(({ key }) => key).filter((key) => names.has(key)));
  return [...columnsOf('metric', metrics, metrics, both), ...columnsOf('param', params, shownParams, both)];
}

interface RankedKey {
  key: string;
  runs: number;
  /** Different values there are. */
  values: number;
}

/** Keys that most runs have come first. */
function rank(entriesOfRuns: readonly (readonly (readonly [key: string, value: string])[])[]): RankedKey[] {
  const found = new Map<string, { runs: number; values: Set<string> }>();
  for (const entries of entriesOfRuns) {
    for (const [key, value] of entries) {
      const one = found.get(key) ?? { runs: 0, values: new Set() };
      one.runs += 1;
      one.values.add(value);
      found.set(key, one);
    }
  }
  return [...found]
    .map(([key, { runs, values }]) => ({ key, runs, values: values.size }))
    .sort((a, b) => b.runs - a.runs || (a.key < b.key ? -1 : 1));
}

function columnsOf(
  kind: LoggedColumn['kind'],
  ranked: readonly RankedKey[],
  preferred: readonly RankedKey[],
  both: ReadonlySet<string>,
): LoggedColumn[] {
  const shown = new Set(preferred.slice(0, shownAtFirst[kind]).map(({ key }) => key));
  return ranked
    .slice(0, mostColumns)
    .map(({ key }) => ({
      kind,
      key,
      id: `${kind}:${key}`,
      header: both.has(key) ? `${key} (${kind === 'metric' ? 'metric' : 'parameter'})` : key,
      initiallyHidden: !shown.has(key),
    }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

const attributes: Readonly<Record<string, string>> = {
  name: 'attributes.run_name',
  status: 'attributes.status',
  started: 'attributes.start_time',
  user: 'attributes.user_id',
};

/** MLflow's `order_by` of a column; empty, which means newest first, for one that cannot be sorted by. */
export function orderByOf({ by, order }: { by: string; order: 'asc' | 'desc' }): string {
  const direction = order === 'asc' ? 'ASC' : 'DESC';
  const logged = /^(metric|param):(.+)$/s.exec(by);
  if (logged) return `${logged[1]}s."${(logged[2] ?? '').replaceAll('"', '""')}" ${direction}`;
  const attribute = attributes[by];
  return attribute === undefined ? '' : `${attribute} ${direction}`;
}

/** Milliseconds it took, or has taken until `now`. */
export function durationOf(run: Pick<Run, 'startedAt' | 'endedAt'>, now: number): number {
  const end = run.endedAt === null ? now : Date.parse(run.endedAt);
  return Math.max(0, end - Date.parse(run.startedAt));
}

/** As many runs as stay readable side by side. */
export const mostCompared = 10;

/** Chosen runs with one more or one fewer; beyond the limit nothing is added. */
export function toggleChosen(chosen: readonly string[], id: string): string[] {
  if (chosen.includes(id)) return chosen.filter((one) => one !== id);
  return chosen.length < mostCompared ? [...chosen, id] : [...chosen];
}
