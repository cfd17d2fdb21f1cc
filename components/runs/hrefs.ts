/** Addresses of the screens of experiments and runs, and of the API behind them. */

export function experimentHref(id: string): string {
  return `/experiments/${id}`;
}

export function runHref(id: string): string {
  return `/experiments/runs/${id}`;
}

/** `ids`: runs of any experiments, in the order they are shown. */
export function compareRunsHref(ids: readonly string[]): string {
  return `/experiments/compare?runs=${ids.join(',')}`;
}

/** The editor of a new version that says it came from a run. */
export function registerFromRunHref(model: string, runId: string): string {
  return `/models/${encodeURIComponent(model)}/register?run=${runId}`;
}

export function experimentApi(id: string): string {
  return `/api/experiments/${id}`;
}

export function runApi(id: string): string {
  return `/api/runs/${id}`;
}

/** The slashes of a key are segments of the path. */
export function metricApi(runId: string, key: string): string {
  return `${runApi(runId)}/metrics/${key.split('/').map(encodeURIComponent).join('/')}`;
}
