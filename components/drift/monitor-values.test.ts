import { describe, expect, it } from 'vitest';
import { createMonitorSchema } from '#lib/monitors/schemas.ts';
import { toInput, toValues } from './monitor-values.ts';
import { rowsHref } from './rows-href.ts';
import { monitor, run } from './test-monitor.ts';

describe('forms', () => {
  it('send back what they were given', () => {
    for (const baseline of [
      { kind: 'previous', windows: 7 },
      { kind: 'version', version: 3 },
      { kind: 'fixed', from: '2026-11-01T00:00:00Z', to: '2026-11-08T00:00:00Z' },
    ] as const) {
      const input = createMonitorSchema.parse(toInput(toValues({ ...monitor, baseline })));
      expect(input).toMatchObject({
        endpoint: 'support',
        columns: monitor.columns,
        schedule: monitor.schedule,
        thresholds: monitor.thresholds,
        baseline,
      });
    }
  });
});

it.each([
  ['', ''],
  ['language: de', '&language=de'],
  ['version: guide v3', '&model=guide&version=3'],
  ['arm: main', '&arm=main'],
  ['topic: pump, valve', ''],
])('rows of "%s"', (slice, filter) => {
  expect(rowsHref('support', run, slice)).toBe(
    `/inferences?endpoint=support&from=2026-11-20T00%3A00%3A00.000Z&to=2026-11-21T00%3A00%3A00.000Z${filter}`,
  );
});
