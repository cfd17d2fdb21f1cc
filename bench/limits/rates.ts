/** What rate limits cost a request, with one and with three processes, against one UPDATE for each request. */
import { systemCaller } from '../../lib/access/index.ts';
import { saveRate } from '../../lib/limits/index.ts';
import { pool } from '../../lib/platform/db.ts';
import { percentile } from '../metrics.ts';
import { type Admitters, startAdmitters } from './admitters.ts';
import { type Arm, makeNaiveTable } from './arms.ts';
import { allRates, bucketsPerRequest, contested } from './setting.ts';

const warmUpCalls = 500;
const calls = 4000;
const perSecond = 400;
const titles: Partial<Record<Arm, string>> = {
  leased: `Slipway, ${bucketsPerRequest} buckets for each request`,
  naive: `one UPDATE for each request, ${bucketsPerRequest} rows`,
  naiveOne: 'one UPDATE for each request, 1 row',
};

export async function measureRates(): Promise<void> {
  await makeNaiveTable();
  const system = systemCaller('bench');
  for (const rate of allRates()) await saveRate(system, rate);
  const limit = { subjectKind: 'tag', subject: contested.tag, limit: contested.limit } as const;
  await saveRate(system, { ...limit, unit: 'requests', window: 'hour', enabled: true });
  for (const count of [1, 3]) {
    const admitters = await startAdmitters(count);
    try {
      console.log(
        `\n${count} ${count === 1 ? 'process' : 'processes'}, ${perSecond} requests a second in each:`,
      );
      for (const [arm, title] of Object.entries(titles)) await measure(admitters, arm as Arm, title);
      if (count > 1) await contend(admitters, count);
    } finally {
      await admitters.stop();
    }
  }
}

async function statementsSoFar(): Promise<number> {
  const { rows } = await pool().query<{ count: string }>(
    `SELECT xact_commit::text AS count FROM pg_stat_database WHERE datname = current_database()`,
  );
  return Number(rows[0]?.count ?? 0);
}

async function measure(admitters: Admitters, arm: Arm, title: string): Promise<void> {
  await admitters.run({ arm, calls: warmUpCalls, perSecond });
  const before = await statementsSoFar();
  const results = await admitters.run({ arm, calls, perSecond });
  const transactions = (await statementsSoFar()) - before;
  const all = results.flatMap(({ ms }) => ms);
  const admitted = results.reduce((sum, one) => sum + one.admitted, 0);
  const seconds = Math.max(...results.map((one) => one.seconds));
  const at = (share: number) => `${percentile(all, share).toFixed(3)} ms`;
  console.log(
    `  ${title}: P50 ${at(0.5)}, P90 ${at(0.9)}, P99 ${at(0.99)}, longest ${at(1)}; ` +
      `${Math.round(all.length / seconds)}/s, about ${(transactions / all.length).toFixed(3)} transactions each` +
      (admitted === all.length ? '' : `; ${all.length - admitted} REFUSED`),
  );
}

/** More than there is, from all at once: exactly as many as the limit are let in. */
async function contend(admitters: Admitters, count: number): Promise<void> {
  const each = contested.limit;
  const results = await admitters.run({ arm: 'contend', calls: each, perSecond: 5000 });
  const admitted = results.reduce((sum, one) => sum + one.admitted, 0);
  console.log(
    `  a limit of ${contested.limit} wanted ${each * count} times: ${admitted} let in (${results
      .map((one) => one.admitted)
      .join(' + ')}), difference ${admitted - contested.limit}`,
  );
}
