/** What rate limits cost a request, with one and with three processes, against one UPDATE for each request. */
import { systemCaller } from '../../lib/access/index.ts';
import { saveRate } from '../../lib/limits/index.ts';
import { pool } from '../../lib/platform/db.ts';
import { percentile } from '../metrics.ts';
import { type Admitters, startAdmitters } from './admitters.ts';
import { type Arm, makeNaiveTable } from './arms.ts';
import { allRates, bucketsPerRequest, contested } from './setting.ts';

interface Measured {
  arm: Arm;
  title: string;
  /** In each process. The references break down under the load that memory carries: they are asked at their ease. */
  perSecond: number;
  calls: number;
}

const measured: readonly Measured[] = [
  { arm: 'leased', title: `Slipway, ${bucketsPerRequest} buckets`, perSecond: 200, calls: 3000 },
  { arm: 'naiveOne', title: 'one UPDATE for each, 1 row', perSecond: 20, calls: 200 },
  { arm: 'naive', title: `one UPDATE for each, ${bucketsPerRequest} rows`, perSecond: 10, calls: 100 },
];

export async function measureRates(): Promise<void> {
  await makeNaiveTable();
  const system = systemCaller('bench');
  for (const rate of allRates()) await saveRate(system, rate);
  const limit = { subjectKind: 'tag', subject: contested.tag, limit: contested.limit } as const;
  await saveRate(system, { ...limit, unit: 'requests', window: 'hour', enabled: true });
  for (const count of [1, 3]) {
    const admitters = await startAdmitters(count);
    try {
      console.log(`\n${count} ${count === 1 ? 'process' : 'processes'}:`);
      for (const one of measured) await measure(admitters, one);
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

async function measure(admitters: Admitters, { arm, title, perSecond, calls }: Measured): Promise<void> {
  // Rules and connections are there before the warm-up begins.
  await admitters.run({ arm, warmUp: 1, calls: 0, perSecond });
  const before = await statementsSoFar();
  const warmUp = Math.ceil(calls / 4);
  const results = await admitters.run({ arm, warmUp, calls, perSecond });
  const transactions = (await statementsSoFar()) - before;
  const all = results.flatMap(({ ms }) => ms);
  const asked = all.length + results.length * warmUp;
  const waited = results.reduce((sum, one) => sum + one.waited, 0);
  const admitted = results.reduce((sum, one) => sum + one.admitted, 0);
  const at = (share: number) => `${percentile(all, share).toFixed(3)} ms`;
  console.log(
    `  ${title}: P50 ${at(0.5)}, P90 ${at(0.9)}, P99 ${at(0.99)}, longest ${at(1)}; ` +
      `${perSecond} requests/s in each process, about ${(transactions / asked).toFixed(3)} transactions for each; ` +
      `${((waited / all.length) * 100).toFixed(2)} % waited for PostgreSQL` +
      (admitted === all.length ? '' : `; ${all.length - admitted} REFUSED`),
  );
}

/** More than there is, from all at once: exactly as many as the limit are let in. */
async function contend(admitters: Admitters, count: number): Promise<void> {
  const each = contested.limit;
  const results = await admitters.run({ arm: 'contend', warmUp: 0, calls: each, perSecond: 5000 });
  const admitted = results.reduce((sum, one) => sum + one.admitted, 0);
  console.log(
    `  a limit of ${contested.limit} wanted ${each * count} times: ${admitted} let in (${results
      .map((one) => one.admitted)
      .join(' + ')}), difference ${admitted - contested.limit}`,
  );
}
