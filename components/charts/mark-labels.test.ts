import { expect, it } from 'vitest';
import { markLabels } from './mark-labels.ts';
import { fillBuckets, type Mark, markGroups } from './series.ts';

const buckets = fillBuckets([], [], {
  from: '2026-11-21T10:00:00Z',
  to: '2026-11-21T20:00:00Z',
  bucketSeconds: 3600,
});
const mark = (hour: number, label: string, kind: Mark['kind'] = 'version'): Mark => ({
  at: `2026-11-21T${hour}:10:00Z`,
  label,
  kind,
});
const labels = (...marks: Mark[]) => [...markLabels(markGroups(buckets, marks), buckets).values()];

it('writes late ones before their line', () => {
  expect(labels(mark(11, 'v1 serves'), mark(19, 'v2 serves'))).toEqual([
    { text: 'v1 serves', before: false },
    { text: 'v2 serves', before: true },
  ]);
});

it('writes none on another', () => {
  expect(labels(mark(13, 'a'), mark(14, 'b'), mark(16, 'c')).map(({ text }) => text)).toEqual(['a']);
});

it('counts those of one bucket, and cuts long ones', () => {
  expect(labels(mark(11, 'a', 'alert'), mark(11, 'b', 'incident'))[0]?.text).toBe('2 alerts');
  expect(labels(mark(11, 'a', 'alert'), mark(11, 'b'))[0]?.text).toBe('2 events');
  expect(labels(mark(11, 'The candidate is much too slow'))[0]?.text).toBe('The candidate is much…');
});

it('has none of nothing', () => {
  expect(markLabels([], []).size).toBe(0);
});
