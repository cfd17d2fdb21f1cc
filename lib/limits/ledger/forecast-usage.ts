import { assertMay, type Caller } from '../../access/index.ts';
import type { ForecastQuery, Forecast as UsageForecast } from '../usage-schemas.ts';
import { forecast } from './forecast.ts';
import { type DayRow, periodFacts, usageByDay } from './usage-store.ts';

const dayMs = 86_400_000;
/** Eight weeks: long enough for weekdays, short enough to follow growth. */
const historyMs = 56 * dayMs;
const measures = ['requests', 'tokens', 'money'] as const;

/** To the end of the running day, week or month; see `forecast` for the method. */
export async function forecastUsage(caller: Caller, query: ForecastQuery): Promise<UsageForecast> {
  assertMay(caller, 'usage.read');
  const { now, periodStart, periodEnd, today, first } = await periodFacts(query);
  const from = new Date(
    Math.min(periodStart.getTime(), Math.max(today.getTime() - historyMs, first?.getTime() ?? 0)),
  );
  const rows = await usageByDay(query, from, now);
  const wholeDays = rows.filter((row) => row.at < today && first !== null && row.at >= first);
  const inPeriod = rows.filter((row) => row.at >= periodStart);
  const todayRow = rows.at(-1);
  const rest = 1 - Math.min(1, (now.getTime() - today.getTime()) / dayMs);
  const toCome = Math.max(0, Math.round((periodEnd.getTime() - today.getTime()) / dayMs) - 1);
  const outlooks = Object.fromEntries(
    measures.map((measure) => {
      const history = wholeDays.map((row) => ({ weekday: row.weekday, used: Number(row[measure]) }));
      const used = inPeriod.reduce((sum, row) => sum + BigInt(row[measure]), 0n);
      const weekday = todayRow?.weekday ?? 1;
      return [measure, { used, ...forecast(Number(used), history, { weekday, rest }, toCome) }];
    }),
  ) as Record<(typeof measures)[number], ReturnType<typeof forecast> & { used: bigint }>;
  const told = ({ used, expected, interval }: ReturnType<typeof forecast> & { used: bigint }) => ({
    used: used.toString(),
    expected: whole(expected),
    low: interval && whole(interval.low),
    high: interval && whole(interval.high),
  });
  return {
    periodStart: periodStart.toISOString(),
    periodEnd: periodEnd.toISOString(),
    historyDays: wholeDays.length,
    requests: told(outlooks.requests),
    tokens: told(outlooks.tokens),
    money: told(outlooks.money),
    days: [...inPeriod.map(pastDay), ...daysToCome(today, outlooks)],
  };
}

function pastDay({ at, money, tokens }: DayRow) {
  return { at: at.toISOString(), money, tokens, forecast: false };
}

/** Today is told as what was used; the days after it as what is expected. Their start is within an hour of local midnight. */
function daysToCome(today: Date, { money, tokens }: Record<'money' | 'tokens', { days: number[] }>) {
  return money.days.slice(1).map((expected, index) => ({
    at: new Date(today.getTime() + (index + 1) * dayMs).toISOString(),
    money: whole(expected),
    tokens: whole(tokens.days[index + 1] ?? 0),
    forecast: true,
  }));
}

function whole(value: number): string {
  return BigInt(Math.round(value)).toString();
}
