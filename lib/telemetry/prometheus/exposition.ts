/**
 * The two formats Prometheus reads: its text format 0.0.4 (https://prometheus.io/docs/instrumenting/exposition_formats/) and
 * OpenMetrics 1.0 (https://prometheus.io/docs/specs/om/open_metrics_spec/).
 */
import type { Family } from './family.ts';

export type Format = 'text' | 'openmetrics';

export const mediaTypes: Record<Format, string> = {
  text: 'text/plain; version=0.0.4; charset=utf-8',
  openmetrics: 'application/openmetrics-text; version=1.0.0; charset=utf-8',
};

/** OpenMetrics for whoever prefers it, the text format for everybody else. */
export function formatFor(accept: string | null): Format {
  const wanted = (accept ?? '').split(',').map((part) => {
    const [type = '', ...parameters] = part.split(';').map((word) => word.trim().toLowerCase());
    const quality = parameters.find((parameter) => parameter.startsWith('q='));
    return { type, quality: quality === undefined ? 1 : Number(quality.slice(2)) };
  });
  const qualityOf = (...types: string[]) =>
    Math.max(0, ...wanted.filter(({ type }) => types.includes(type)).map(({ quality }) => quality || 0));
  const open = qualityOf('application/openmetrics-text');
  return open > 0 && open >= qualityOf('text/plain') ? 'openmetrics' : 'text';
}

export function expose(families: readonly Family[], format: Format): string {
  const lines = families
    .filter(({ samples }) => samples.length > 0)
    .flatMap((family) => linesOf(family, format));
  return `${[...lines, ...(format === 'openmetrics' ? ['# EOF'] : [])].join('\n')}\n`;
}

function linesOf({ name, help, type, samples }: Family, format: Format): string[] {
  // OpenMetrics names the family of a counter without the suffix that its sample has.
  const open = format === 'openmetrics';
  const shown = open && type === 'counter' ? name.replace(/_total$/, '') : name;
  const sampleName = (sample: string) => (open && type === 'counter' ? `${shown}_total` : sample);
  return [
    `# HELP ${shown} ${escapeHelp(help, format)}`,
    `# TYPE ${shown} ${type}`,
    ...samples.map(
      ({ name: part, labels, value }) => `${sampleName(part)}${labelsOf(labels)} ${numberOf(value)}`,
    ),
  ];
}

function escapeHelp(text: string, format: Format): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
  return format === 'openmetrics' ? escaped.replaceAll('"', '\\"') : escaped;
}

function labelsOf(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(
    ([name, value]) => `${name}="${escapeLabel(shownLabel(name, value))}"`,
  );
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

/** Bounds of buckets are floats, which OpenMetrics wants to see. */
function shownLabel(name: string, value: string): string {
  return name === 'le' && /^\d+$/.test(value) ? `${value}.0` : value;
}

function escapeLabel(value: string): string {
  return value.toWellFormed().replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"');
}

function numberOf(value: number | null): string {
  return value === null ? 'NaN' : String(value);
}
