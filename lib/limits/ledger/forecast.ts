/** How much a period will have used when it ends, from the days before. Pure. */

export interface Day {
  /** ISO: 1 is Monday. */
  weekday: number;
  used: number;
}

export interface Forecast {
  expected: number;
  /** 80 % interval; null with too little history. */
  interval: { low: number; high: number } | null;
  /** Of each day to come, today's rest first. */
  days: number[];
}

/** Two-sided 80 % of the normal distribution. */
const z80 = 1.2816;
const minHistory = 7;
/** Of that many whole weeks each weekday has enough days of its own to differ from the others. */
const minWeeks = 2;

/**
 * Weekday-aware and linear: each day to come is expected to be as the mean of its weekday in the history (of all days while
 * there are fewer than two weeks), the rest of today as its part of that. Days are taken for independent of each other, so
 * their variances add up (each also carries that of its mean, n days give 1/n of it); the interval is normal with the sum,
 * and never below what was used already.
 *
 * `history` are whole days, oldest first; `today` is the part of today that is to come, 0–1, and its weekday.
 */
export function forecast(
  used: number,
  history: readonly Day[],
  today: { weekday: number; rest: number },
  daysAfterToday: number,
): Forecast {
  const byWeekday = history.length >= minWeeks * 7;
  const statistics = (weekday: number) =>
    meanAndVariance(byWeekday ? history.filter((day) => day.weekday === weekday) : history, history);
  const days: number[] = [];
  let variance = 0;
  for (let ahead = 0; ahead <= daysAfterToday; ahead++) {
    const share = ahead === 0 ? today.rest : 1;
    const { mean, spread, count } = statistics(((today.weekday - 1 + ahead) % 7) + 1);
    days.push(mean * share);
    variance += spread * (share + share ** 2 / Math.max(1, count));
  }
  const expected = used + days.reduce((sum, day) => sum + day, 0);
  const reach = z80 * Math.sqrt(variance);
  const interval =
    history.length < minHistory ? null : { low: Math.max(used, expected - reach), high: expected + reach };
  return { expected, interval, days };
}

/** The variance around the mean of the weekday, estimated over all days: a weekday alone has too few. */
function meanAndVariance(sample: readonly Day[], history: readonly Day[]) {
  const mean = average(sample);
  const means = new Map(
    [...Map.groupBy(history, (day) => day.weekday)].map(([weekday, days]) => [weekday, average(days)]),
  );
  const centre = (day: Day) => (sample === history ? mean : (means.get(day.weekday) ?? mean));
  const squares = history.reduce((sum, day) => sum + (day.used - centre(day)) ** 2, 0);
  const freedom = Math.max(1, history.length - (sample === history ? 1 : means.size));
  return { mean, spread: squares / freedom, count: sample.length };
}

function average(days: readonly Day[]): number {
  return days.length === 0 ? 0 : days.reduce((sum, day) => sum + day.used, 0) / days.length;
}
