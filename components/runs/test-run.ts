import type { Run, RunDetail } from '#lib/tracking/schemas.ts';

/** A run for tests; `number` makes its id. */
export function aRun(number: number, rest: Partial<Run> = {}): Run {
  return {
    id: number.toString(16).padStart(32, '0'),
    experimentId: '1',
    name: `run-${number}`,
    description: '',
    status: 'FINISHED',
    userName: 'ada',
    startedAt: '2026-11-20T10:00:00.000Z',
    endedAt: '2026-11-20T10:05:00.000Z',
    lifecycle: 'active',
    metrics: [],
    params: {},
    tags: {},
    ...rest,
  };
}

export function aRunDetail(number: number, rest: Partial<RunDetail> = {}): RunDetail {
  return { ...aRun(number), experimentName: 'faq tuning', versions: [], ...rest };
}

/** The latest point of a metric. */
export function aMetric(key: string, value: number, step = 0) {
  return { key, value, step, timestamp: Date.parse('2026-11-20T10:01:00.000Z') };
}
