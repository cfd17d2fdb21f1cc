import { describe, expect, test } from 'vitest';
import { assertSchedule, nextDue } from './next-due.ts';

const at = (text: string) => new Date(text);

describe('every so many minutes', () => {
  const every = { everyMinutes: 5 };
  test('keeps its beat', () => {
    expect(nextDue(every, at('2026-05-01T10:00:00Z'), at('2026-05-01T10:00:40Z'))).toEqual(
      at('2026-05-01T10:05:00Z'),
    );
  });
  test('does not make up for what was missed', () => {
    expect(nextDue(every, at('2026-05-01T10:00:00Z'), at('2026-05-03T10:02:00Z'))).toEqual(
      at('2026-05-03T10:05:00Z'),
    );
  });
  test('a clock that went back brings no earlier run', () => {
    expect(nextDue(every, at('2026-05-01T10:00:00Z'), at('2026-05-01T09:00:00Z'))).toEqual(
      at('2026-05-01T10:05:00Z'),
    );
  });
});

describe('cron', () => {
  const eight = { cron: '0 8 * * *', timeZone: 'Europe/Berlin' };
  test('goes by its time zone, across the change of the clocks', () => {
    const now = at('2026-03-28T12:00:00Z');
    expect(nextDue(eight, now, now)).toEqual(at('2026-03-29T06:00:00Z'));
    expect(nextDue(eight, now, at('2026-03-27T12:00:00Z'))).toEqual(at('2026-03-28T07:00:00Z'));
  });
  test('an hour that is skipped is not lost', () => {
    const skipped = { cron: '30 2 * * *', timeZone: 'Europe/Berlin' };
    const next = nextDue(skipped, at('2026-03-28T12:00:00Z'), at('2026-03-28T12:00:00Z'));
    expect(next.toISOString().slice(0, 10)).toBe('2026-03-29');
  });
  test.each(['', 'every day', '* * * *', '61 * * * *', '* * * * * *', '0 0 30 2 *', '*/0 * * * *'])(
    'nonsense is refused in words: %s',
    (cron) => {
      expect(() => assertSchedule({ cron, timeZone: 'UTC' }, at('2026-01-01T00:00:00Z'))).toThrow(
        /no cron expression|never comes/,
      );
    },
  );
});
