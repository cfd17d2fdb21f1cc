/** When a roll-back is the right answer to an alert, and to what. */
import { describe, expect, test } from 'vitest';
import type { EndpointDetail } from '../serving/schemas.ts';
import { lastRelease, type Served, whyNotReleased } from './plan-action.ts';

type Entry = EndpointDetail['history'][number];

function entry(number: number, version: number, more: Partial<Entry> = {}): Entry {
  return {
    number,
    servedEntities: [
      {
        name: 'main',
        target: { by: 'version', model: 'm', version },
        trafficPercentage: 100,
      } as Entry['servedEntities'][number],
    ],
    reason: '',
    ticket: '',
    rolledBackTo: null,
    createdBy: 'Anna',
    createdAt: `2026-11-0${number}T10:00:00.000Z`,
    ...more,
  };
}

const none: ReadonlySet<number> = new Set();

describe('the last release', () => {
  test('is the configuration in force, and the one before is where to go', () => {
    const known = { config: 2, history: [entry(2, 2), entry(1, 1)], moves: [] };
    expect(lastRelease(known, none)).toMatchObject({
      kind: 'found',
      release: { to: 1, expectedConfig: 2, byMove: false },
    });
  });

  test('skips what was bad, and what was the same', () => {
    const history = [entry(4, 4), entry(3, 3), entry(2, 4), entry(1, 1)];
    expect(lastRelease({ config: 4, history, moves: [] }, new Set([3]))).toMatchObject({
      release: { to: 1 },
    });
  });

  test('is the move of an alias, when that came later', () => {
    const move = { at: '2026-11-05T10:00:00.000Z' } as EndpointDetail['moves'][number];
    const known = { config: 2, history: [entry(2, 2), entry(1, 1)], moves: [move] };
    expect(lastRelease(known, none)).toMatchObject({ release: { to: 2, expectedConfig: 2, byMove: true } });
  });

  test('is none after a roll-back, so that it is not rolled back and forth', () => {
    const known = {
      config: 3,
      history: [entry(3, 1, { rolledBackTo: 1 }), entry(2, 2), entry(1, 1)],
      moves: [],
    };
    expect(lastRelease(known, none)).toMatchObject({ kind: 'none', why: expect.stringContaining('already') });
    expect(lastRelease({ config: 1, history: [entry(1, 1)], moves: [] }, none).kind).toBe('none');
  });
});

describe('the group of the alert', () => {
  const served = (name: string, resolvedVersion: number): Served => ({
    name,
    target: { by: 'version', model: 'm' },
    resolvedVersion,
  });
  const now = [served('steady', 1), served('fresh', 2)];
  const then = [served('steady', 1)];
  const why = (labels: Record<string, string>) => whyNotReleased(labels, 7, now, then);

  test('is what was released, or it is not rolled back', () => {
    expect(why({ version: '2', model: 'm' })).toBeNull();
    expect(why({ version: '1', model: 'm' })).toContain('before the last release');
    expect(why({ version: '9', model: 'm' })).toContain('not served any more');
    expect(why({ version: '2', model: 'other' })).toContain('not served any more');
    expect(why({ arm: 'fresh' })).toBeNull();
    expect(why({ arm: 'steady' })).toContain('served the same');
    expect(why({ configuration: '7' })).toBeNull();
    expect(why({ configuration: '6' })).toContain('7 is in force');
    expect(why({ endpoint: 'e' })).toContain('names no version');
  });
});
