import { describe, expect, it } from 'vitest';
import { changeText, pointsText } from './change-text.ts';
import { pixelRatio } from './page-png.ts';
import { addressesOf, calendarText, problemsOf, withCadence } from './report-words.ts';
import { ageText, isStale, nextShown } from './rotation.ts';
import { noteOf } from './use-picture.ts';

describe('a change', () => {
  it('is told in words, with which way is better', () => {
    expect(changeText(110, 100, 'neither')).toBe('+10 % against the period before');
    expect(changeText(0.9, 1, 'up')).toBe('−10 %, worse than before');
    expect(changeText(0.9, 1, 'down')).toBe('−10 %, better than before');
    expect(changeText(1.001, 1, 'up')).toBe('as in the period before');
    expect(changeText(5, 0, 'up')).toBe('nothing earlier');
    expect(changeText(3, null, 'up')).toBe('nothing earlier');
    expect(changeText(null, 3, 'up')).toBe('nothing measured');
  });

  it('of a share is told in points, also from none at all', () => {
    expect(pointsText(0.993, 0.9996, 'up')).toBe('0.7 points worse than before');
    expect(pointsText(0.02, 0.01, 'down')).toBe('1 point worse than before');
    expect(pointsText(0.05, 0, 'down')).toBe('5 points worse than before');
    expect(pointsText(0, 0.05, 'down')).toBe('5 points better than before');
    expect(pointsText(0.9, 0.9004, 'up')).toBe('as in the period before');
    expect(pointsText(0.9, null, 'up')).toBe('nothing earlier');
    expect(pointsText(null, 0.9, 'up')).toBe('nothing measured');
  });
});

describe('a big screen', () => {
  it('turns from all together through the endpoints and back, also when one vanishes', () => {
    expect(nextShown(['a', 'b'], undefined)).toBe('a');
    expect(nextShown(['a', 'b'], 'a')).toBe('b');
    expect(nextShown(['a', 'b'], 'b')).toBeUndefined();
    expect(nextShown(['a', 'b'], 'gone')).toBe('a');
    expect(nextShown([], undefined)).toBeUndefined();
  });

  it('says when what it shows is old', () => {
    const at = '2026-11-21T10:00:00.000Z';
    expect(isStale(at, new Date('2026-11-21T10:00:59Z'))).toBe(false);
    expect(isStale(at, new Date('2026-11-21T10:01:01Z'))).toBe(true);
    expect(isStale(undefined, new Date(at))).toBe(false);
    expect(ageText(at, new Date('2026-11-21T10:02:05.400Z'))).toBe('2 min 5 s');
    expect(ageText(at, new Date('2026-11-21T09:59:00Z'))).toBe('0 ms');
  });
});

describe('a report', () => {
  const input = {
    name: 'Overview',
    cadence: 'weekly',
    day: 7,
    hour: 8,
    timeZone: 'Europe/Berlin',
    endpoint: null,
    environment: null,
    addresses: [],
    enabled: true,
  } as const;

  it('is told as a calendar', () => {
    expect(calendarText(input)).toBe('Every Sunday at 08:00 (Europe/Berlin)');
    expect(calendarText({ ...input, cadence: 'monthly', day: 28 })).toBe(
      'On day 28 of every month at 08:00 (Europe/Berlin)',
    );
  });

  it('keeps a day that its cadence has', () => {
    const monthly = withCadence({ ...input, addresses: [] }, 'monthly');
    expect(problemsOf(monthly)).toEqual({});
    expect(problemsOf(withCadence(monthly, 'daily'))).toEqual({});
  });

  it('takes addresses as people write them, each once', () => {
    expect(addressesOf(' a@x.example; b@x.example,\na@x.example ')).toEqual(['a@x.example', 'b@x.example']);
    expect(problemsOf({ ...input, addresses: ['nobody'] })).toHaveProperty('addresses');
  });
});

describe('a picture of the page', () => {
  it('has two pixels for one, and fewer where browsers would draw nothing', () => {
    expect(pixelRatio(1200, 2600)).toBe(2);
    expect(pixelRatio(390, 9000) * 9000).toBeLessThanOrEqual(16_000);
    const large = pixelRatio(5000, 8000);
    expect(large * 5000 * large * 8000).toBeLessThanOrEqual(64_000_001);
  });

  it('says what it is about, of when, and when it was made', () => {
    const query = {
      from: '2026-11-20T10:00:00.000Z',
      to: '2026-11-21T10:00:00.000Z',
      endpoint: 'guide',
      environment: 'production' as const,
    };
    const note = noteOf(query, new Date('2026-11-21T10:00:05Z'));
    expect(note).toMatch(/^guide in production · 20 Nov 2026.* – 21 Nov 2026.* · made 21 Nov 2026/);
    expect(noteOf({ ...query, endpoint: undefined, environment: undefined }, new Date())).toMatch(
      /^Everything that is served · /,
    );
  });
});
