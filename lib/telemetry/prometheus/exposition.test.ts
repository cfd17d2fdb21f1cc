import fc from 'fast-check';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { readPrometheusText } from '../../../e2e/support/prometheus-text.ts';
import { expose, formatFor } from './exposition.ts';
import { type Family, familiesOf, merged } from './family.ts';
import { LabelCap } from './label-cap.ts';
import { metrics } from './metrics.ts';

const formats = ['text', 'openmetrics'] as const;

test.each(formats)('any label and help survives %s', async (format) => {
  const word = fc.string({ unit: 'grapheme', maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(word, fc.array(word, { minLength: 1, maxLength: 4 }), async (help, values) => {
      const registry = new Registry();
      const counter = new Counter({
        name: 'a_total',
        help: `${help}.`,
        labelNames: ['l'],
        registers: [registry],
      });
      for (const l of values) counter.inc({ l });
      const families = readPrometheusText(
        expose(await familiesOf(registry, { process: 'server' }), format),
        format,
      );
      const read = families.get(format === 'text' ? 'a_total' : 'a');
      const expected = new Set(values.map((value) => value.toWellFormed()));
      expect(new Set(read?.samples.map(({ labels }) => labels.l))).toEqual(expected);
    }),
    { examples: [['', ['\u2028', 'a\rb']]] },
  );
});

test.each(formats)('what this process counts is as %s wants it', async (format) => {
  const all = metrics();
  all.answerSeconds.observe({ endpoint: 'guide', model: 'm', version: '1' }, 0.3);
  all.answers.inc({ endpoint: 'guide', model: 'm', version: '1', traffic: 'live', status: 'ok' });
  const own = await familiesOf(all.registry, { process: 'server', process_id: 'a' });
  const other = await familiesOf(all.registry, { process: 'worker', process_id: 'b' });
  const families = readPrometheusText(expose(merged([...own, ...other]), format), format);
  expect(families.get('process_resident_memory_bytes')?.samples).toHaveLength(2);
  expect(families.get('slipway_answer_duration_seconds')?.type).toBe('histogram');
  for (const { name, type } of families.values()) {
    if (!name.startsWith('slipway_')) continue;
    if (type === 'counter' && format === 'text') expect(name).toMatch(/_total$/);
    expect(name).not.toMatch(/_(ms|milliseconds|minutes|percent)(_|$)/);
  }
});

test('values that JSON cannot say come back as NaN', async () => {
  const registry = new Registry();
  new Gauge({ name: 'g', help: 'G.', registers: [registry] }).set(Number.NaN);
  const kept = JSON.parse(JSON.stringify(await familiesOf(registry, {}))) as Family[];
  expect(expose(kept, 'text')).toContain('\ng NaN\n');
});

test('a name that another release counted otherwise is said once', async () => {
  const [old, now] = [new Registry(), new Registry()];
  new Gauge({ name: 'x', help: 'X.', registers: [old] }).set(1);
  new Histogram({ name: 'x', help: 'X.', registers: [now] }).observe(1);
  const text = expose(merged([...(await familiesOf(now, {})), ...(await familiesOf(old, {}))]), 'text');
  expect(readPrometheusText(text, 'text').get('x')?.type).toBe('histogram');
});

test.each([
  [null, 'text'],
  ['*/*', 'text'],
  ['text/plain;version=0.0.4;q=0.5,*/*;q=0.1', 'text'],
  ['application/openmetrics-text;version=1.0.0;q=0.6,text/plain;version=0.0.4;q=0.3', 'openmetrics'],
  ['application/openmetrics-text;q=0.2, text/plain;q=0.8', 'text'],
  ['application/openmetrics-text;q=nonsense', 'text'],
] as const)('Accept: %s gets %s', (accept, format) => {
  expect(formatFor(accept)).toBe(format);
});

test('however many names come, the series stay bounded', () => {
  const cap = new LabelCap(10);
  const seen = new Set<string>();
  for (let at = 0; at < 1000; at++) seen.add(JSON.stringify(cap.of({ endpoint: `e${at}`, model: 'm' })));
  expect(seen.size).toBe(11);
  expect(cap.of({ endpoint: 'e3', model: 'm' })).toEqual({ endpoint: 'e3', model: 'm' });
  expect(cap.of({ endpoint: 'e500', model: 'm' })).toEqual({ endpoint: 'other', model: 'other' });
});
