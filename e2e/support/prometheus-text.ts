/**
 * A strict reader of what Prometheus scrapes, in the text format 0.0.4 and in OpenMetrics 1.0: throws at whatever `promtool
 * check metrics` or a scraper would refuse.
 */

export interface ReadFamily {
  name: string;
  type: string;
  help: string;
  samples: { name: string; labels: Record<string, string>; value: number }[];
}

const namePattern = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
/** Only a line feed ends a line; other separators are characters of a label. */
const samplePattern = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (NaN|[+-]?Inf|[-+0-9.eE]+)$/s;
const labelPattern = /^([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"(?:,|$)/;

export function readPrometheusText(text: string, format: 'text' | 'openmetrics'): Map<string, ReadFamily> {
  if (!text.endsWith('\n')) throw new Error('The last line does not end.');
  const lines = text.slice(0, -1).split('\n');
  if (format === 'openmetrics' && lines.pop() !== '# EOF') throw new Error('The end is not marked.');
  const families = new Map<string, ReadFamily>();
  const series = new Set<string>();
  let current: ReadFamily | null = null;
  for (const line of lines) {
    const meta = /^# (HELP|TYPE) (\S+) (.*)$/s.exec(line);
    if (meta !== null) {
      const [, kind, name = '', rest = ''] = meta;
      if (!namePattern.test(name)) throw new Error(`No name: ${name}`);
      if (kind === 'HELP') {
        if (families.has(name)) throw new Error(`${name} is introduced twice.`);
        current = { name, type: '', help: rest, samples: [] };
        families.set(name, current);
      } else {
        if (current?.name !== name || current.samples.length > 0)
          throw new Error(`TYPE out of place: ${line}`);
        current.type = rest;
      }
      continue;
    }
    const match = samplePattern.exec(line);
    if (match === null || current === null) throw new Error(`Not a sample: ${line}`);
    const [, name = '', labelText = '', value = ''] = match;
    assertOf(current, name, format);
    const labels = readLabels(labelText);
    const key = `${name}${JSON.stringify(Object.entries(labels).sort())}`;
    if (series.has(key)) throw new Error(`Twice: ${line}`);
    series.add(key);
    current.samples.push({ name, labels, value: Number(value.replace('Inf', 'Infinity')) });
  }
  for (const family of families.values()) check(family);
  return families;
}

function assertOf({ name: family, type }: ReadFamily, sample: string, format: string): void {
  const suffixes: Record<string, string[]> = {
    counter: format === 'openmetrics' ? ['_total'] : [''],
    gauge: [''],
    histogram: ['_bucket', '_sum', '_count'],
    summary: ['', '_sum', '_count'],
  };
  const allowed = suffixes[type]?.map((suffix) => family + suffix) ?? [];
  if (!allowed.includes(sample)) throw new Error(`${sample} is no sample of the ${type} ${family}.`);
}

function readLabels(text: string): Record<string, string> {
  const labels: Record<string, string> = {};
  let rest = text;
  while (rest !== '') {
    const match = labelPattern.exec(rest);
    if (match === null) throw new Error(`Not a label: ${rest}`);
    const [whole, name = '', value = ''] = match;
    if (name in labels) throw new Error(`The label ${name} stands twice.`);
    labels[name] = value.replaceAll(/\\(["\\n])/g, (_, char: string) => (char === 'n' ? '\n' : char));
    rest = rest.slice(whole.length);
  }
  return labels;
}

function check({ name, type, help, samples }: ReadFamily): void {
  if (help === '' || type === '') throw new Error(`${name} lacks help or type.`);
  if (name.startsWith('slipway_') && type === 'counter' && /_(count|sum|bucket)$/.test(name)) {
    throw new Error(`${name} is named like a part of a histogram.`);
  }
  if (type === 'counter' && samples.some(({ value }) => !(value >= 0)))
    throw new Error(`${name} is negative.`);
  if (type === 'histogram') checkHistogram(name, samples);
}

/** Buckets grow, end with +Inf, and that is the count. */
function checkHistogram(name: string, samples: ReadFamily['samples']): void {
  const groups = new Map<string, { buckets: [number, number][]; count: number; sum: number }>();
  for (const { name: part, labels, value } of samples) {
    const { le, ...rest } = labels;
    const key = JSON.stringify(Object.entries(rest).sort());
    const group = groups.get(key) ?? { buckets: [], count: Number.NaN, sum: Number.NaN };
    groups.set(key, group);
    if (part.endsWith('_bucket')) group.buckets.push([Number(le?.replace('Inf', 'Infinity')), value]);
    else if (part.endsWith('_count')) group.count = value;
    else group.sum = value;
  }
  for (const { buckets, count, sum } of groups.values()) {
    const last = buckets.at(-1);
    if (last?.[0] !== Number.POSITIVE_INFINITY || last[1] !== count || Number.isNaN(sum)) {
      throw new Error(`The histogram ${name} does not end as it should.`);
    }
    buckets.forEach(([bound, value], at) => {
      const before = buckets[at - 1];
      if (before !== undefined && (bound <= before[0] || value < before[1])) {
        throw new Error(`The buckets of ${name} do not grow.`);
      }
    });
  }
}
