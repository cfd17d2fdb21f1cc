import { describe, expect, it } from 'vitest';
import { fillBuckets } from './series.ts';
import { bucketLabel, timeTicks } from './time-axis.ts';

const hour = 3600;
const buckets = (from: string, to: string, bucketSeconds: number) =>
  fillBuckets([], [], { from, to, bucketSeconds });
const labels = (from: string, to: string, seconds: number, zone: string) =>
  timeTicks(buckets(from, to, seconds), zone).map(({ label }) => label);

describe('timeTicks', () => {
  it('stands at round times, however crooked the range is', () => {
    expect(labels('2026-11-21T12:24:00Z', '2026-11-21T13:24:00Z', 60, 'UTC')).toEqual([
      '12:30',
      '12:40',
      '12:50',
      '13:00',
      '13:10',
      '13:20',
    ]);
  });

  it('says each day once', () => {
    expect(labels('2026-11-14T13:00:00Z', '2026-11-21T13:30:00Z', 3 * hour, 'UTC')).toEqual([
      '15 Nov',
      '16 Nov',
      '17 Nov',
      '18 Nov',
      '19 Nov',
      '20 Nov',
      '21 Nov',
    ]);
  });

  it('says the day where one begins between hours', () => {
    expect(labels('2026-11-20T13:00:00Z', '2026-11-21T13:30:00Z', 1800, 'Europe/Berlin')).toEqual([
      '15:00',
      '18:00',
      '21:00',
      '21 Nov',
      '03:00',
      '06:00',
      '09:00',
      '12:00',
    ]);
  });

  it.each([
    ['forward', '2026-03-28T12:00:00Z', '2026-03-30T12:00:00Z'],
    ['back', '2026-10-24T12:00:00Z', '2026-10-26T12:00:00Z'],
  ])('keeps to the wall clock when it goes %s', (_way, from, to) => {
    const shown = labels(from, to, hour, 'Europe/Berlin');
    expect(
      shown.filter((label) => label.includes(':')).every((label) => /^(00|06|12|18):00$/.test(label)),
    ).toBe(true);
    expect(shown.filter((label) => / (Mar|Oct)$/.test(label))).toHaveLength(2);
  });

  it('begins weeks on Mondays', () => {
    const ticks = timeTicks(buckets('2026-08-20T00:00:00Z', '2026-11-21T00:00:00Z', 24 * hour), 'UTC');
    expect(ticks.length).toBeGreaterThan(4);
    expect(ticks.every(({ at }) => new Date(at).getUTCDay() === 1)).toBe(true);
  });

  it('has none of nothing, and at most one of a single bucket', () => {
    expect(timeTicks([], 'UTC')).toEqual([]);
    expect(labels('2026-11-21T12:00:00Z', '2026-11-21T13:00:00Z', hour, 'UTC')).toEqual(['12:00']);
  });
});

describe('bucketLabel', () => {
  const label = (at: string, seconds: number, zone: string) =>
    bucketLabel({ start: Date.parse(at), end: Date.parse(at) + seconds * 1000 }, zone);

  it('names the zone', () => {
    expect(label('2026-11-21T13:00:00Z', 300, 'Europe/Berlin')).toBe('21 Nov, 14:00 – 14:05 CET');
    expect(label('2026-11-21T23:00:00Z', 2 * hour, 'UTC')).toBe('21 Nov, 23:00 – 22 Nov, 01:00 UTC');
  });

  it('tells the two hours of a night apart in which the clock goes back', () => {
    expect(label('2026-10-25T00:00:00Z', hour, 'Europe/Berlin')).toBe('25 Oct, 02:00 CEST – 02:00 CET');
    expect(label('2026-10-25T01:00:00Z', hour, 'Europe/Berlin')).toBe('25 Oct, 02:00 – 03:00 CET');
  });
});
