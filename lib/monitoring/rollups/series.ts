/** Whose requests one rollup row counts: an endpoint, the configuration and entity that were assigned, and the version. */
export interface Series {
  endpointName: string;
  /** Configuration that assigned the request; 0 when none was reached. */
  configNumber: number;
  /** Served entity the request was assigned to, whichever answered; `''` when none was. */
  arm: string;
  traffic: 'live' | 'shadow' | 'playground';
  /** Version that answered; `''` and 0 when none did. An external model has no number, so 0. */
  modelName: string;
  modelVersion: number;
}

/** PostgreSQL's text holds neither NUL nor half a surrogate pair; whoever asks for an endpoint may send both. */
export function storable(text: string): string {
  return text.replaceAll('\u0000', '\uFFFD').toWellFormed();
}

/** The same as columns of `metric_series`. */
export interface SeriesKey {
  endpoint_name: string;
  config_number: number;
  arm: string;
  traffic: string;
  model_name: string;
  model_version: number;
}

export function toSeriesKey(series: Series): SeriesKey {
  return {
    endpoint_name: storable(series.endpointName),
    config_number: series.configNumber,
    arm: storable(series.arm),
    traffic: series.traffic,
    model_name: storable(series.modelName),
    model_version: series.modelVersion,
  };
}

/** Tells series apart. */
export function seriesText(key: SeriesKey): string {
  return JSON.stringify([
    key.endpoint_name,
    key.config_number,
    key.arm,
    key.traffic,
    key.model_name,
    key.model_version,
  ]);
}

export function minuteOf(at: Date): Date {
  return new Date(Math.floor(at.getTime() / 60_000) * 60_000);
}
