/**
 * What the gateway costs: throughput, added latency and streams, against the provider itself, a bare proxy, Portkey and
 * Slipway without authentication and log; Slipway with rate limits and quotas on, and off. Usage: npm run bench:serving [-- quick] [-- --prof=<folder>]
 *
 * Client, provider, PostgreSQL and server share the machine's cores: figures of one run compare with each other only.
 */
import { availableParallelism, loadavg } from 'node:os';
import { startArms } from './serving/arms.ts';
import { type Plan, runRounds } from './serving/measure.ts';
import { startHelper } from './serving/processes.ts';
import { printAims, printTable } from './serving/report.ts';
import { measureRetrieval } from './serving/retrieval.ts';

const quick = process.argv.includes('quick');
const profileFolder =
  process.argv.find((word) => word.startsWith('--prof='))?.slice('--prof='.length) ?? null;
const plan: Plan = quick
  ? { rounds: 1, warmUpMs: 1200, measureMs: 600 }
  : { rounds: 5, warmUpMs: 8000, measureMs: 4000 };

console.log(
  `${availableParallelism()} cores for load client, mock provider, PostgreSQL and the server asked; load before the run ${loadavg()[0]?.toFixed(1)}; ${plan.rounds} interleaved rounds of ${plan.measureMs / 1000} s a measure`,
);
const client = startHelper('load-client.ts');
const { arms, slipway, portkeyMissing, stop } = await startArms(profileFolder);
try {
  const results = await runRounds(client, arms, plan);
  printTable(results);
  printAims(results, portkeyMissing);
  if (quick) console.log('\nSKIPPED: answers from 100,000 chunks (run without "quick")');
  else await measureRetrieval(client, slipway);
} finally {
  await stop();
  await client.stop();
}
