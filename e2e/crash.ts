/**
 * Kills a server with SIGKILL at random moments under load, sometimes PostgreSQL with it, and looks afterwards whether
 * every acknowledged answer is in the log, once, with its cost, and whether the rollups equal the rows. A second server
 * on the same database is asked all the while and lives on.
 * Usage: npm run test:crash [-- kills=50 seed=1]. The seed repeats the choices, not the machine's timing.
 */

import { auditLog, type Findings } from './support/crash/audit-log.ts';
import { type Load, startLoad } from './support/crash/load.ts';
import { createRandom } from './support/crash/random.ts';
import { startVictim } from './support/crash/victim.ts';
import { startFakeOpenAi } from './support/fake-openai.ts';
import {
  databaseUrl,
  eventually,
  freePort,
  launchProduct,
  type Product,
  postgresPid,
  temporaryFolder,
} from './support/product.ts';
import { callApi } from './support/product-api.ts';

const secret = 'a-secret-for-this-run-of-the-crash-test-only';
const endpoint = 'priced';
const prices = { input: 150, cachedInput: 75, cacheWrite: 150, output: 600, reasoning: 600 };
const clientsPerServer = 6;
/** Between chunks of the fake provider: short enough for many answers, long enough to be killed amid one. */
const chunkDelayMs = 1;
/** After a kill at the latest this many milliseconds under load. */
const longestLifeMs = 1200;
/** Share of kills that take PostgreSQL too. */
const postgresShare = 0.15;

function option(name: string, otherwise: number): number {
  const given = process.argv.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1);
  const value = Number(given ?? otherwise);
  if (!Number.isSafeInteger(value) || value < 1) throw new Error(`${name} must be a whole number from 1 on.`);
  return value;
}

async function servePriced(product: Product, baseUrl: string): Promise<void> {
  const models = [{ name: 'fake-chat', price: prices }];
  await callApi(product, 'PUT', '/api/providers/fake', { baseUrl, allowPrivateNetwork: true, models });
  const target = { by: 'external', provider: 'fake', providerModel: 'fake-chat' };
  const servedEntities = [{ name: 'only', target, trafficPercentage: 100 }];
  await callApi(product, 'POST', '/api/endpoints', {
    name: endpoint,
    environment: 'production',
    servedEntities,
  });
}

async function killPostgres(product: Product): Promise<void> {
  const pid = postgresPid(product.dataFolder);
  if (pid === null) return;
  process.kill(pid, 'SIGKILL');
  await eventually(
    'PostgreSQL to run again',
    async () => {
      const now = postgresPid(product.dataFolder);
      if (now === null || now === pid) return false;
      const response = await fetch(`${product.url}/api/health/ready`).catch(() => null);
      await response?.arrayBuffer();
      return response?.status === 200;
    },
    60_000,
  );
}

/** @returns how many of the kills took PostgreSQL too */
async function killAgainAndAgain(
  product: Product,
  port: number,
  kills: number,
  load: Load,
  random: () => number,
): Promise<number> {
  let withPostgres = 0;
  for (let kill = 1; kill <= kills; kill++) {
    const victim = await startVictim(product, port, secret);
    const before = load.acknowledged.length;
    await eventually('an answer', () => load.acknowledged.length > before);
    await new Promise((resolve) => setTimeout(resolve, random() * longestLifeMs));
    const both = random() < postgresShare;
    const killing = [victim.kill(), ...(both ? [killPostgres(product)] : [])];
    await Promise.all(killing);
    if (both) withPostgres += 1;
    if (kill % 10 === 0) console.log(`${kill} kills, ${load.acknowledged.length} answers acknowledged`);
  }
  return withPostgres;
}

function report(load: Load, findings: Findings, kills: number, withPostgres: number): boolean {
  const { acknowledged } = load;
  const streamed = acknowledged.filter((one) => one.streamed).length;
  const found: [string, number][] = [
    ['kills of the server', kills],
    ['… of PostgreSQL with it', withPostgres],
    ['acknowledged plain answers', acknowledged.length - streamed],
    ['acknowledged streams', streamed],
    ['requests without a whole answer', load.unacknowledged()],
    ['rows in the log', findings.rows],
    ['acknowledged but missing', findings.missing.length],
    ['logged twice', findings.double.length],
    ['with a wrong cost', findings.wrongCost.length],
    ['rollups that differ from the rows', findings.rollups.length],
  ];
  for (const [what, count] of found) console.log(`${what.padEnd(36)}${String(count).padStart(9)}`);
  const { missing, double, wrongCost, rollups } = findings;
  const wrong = [...missing, ...double, ...wrongCost, ...rollups];
  for (const one of wrong.slice(0, 20)) console.error(`! ${one}`);
  return wrong.length === 0 && streamed > 0 && acknowledged.length > streamed;
}

const kills = option('kills', 50);
const seed = option('seed', 1 + Math.floor(Math.random() * 1e9));
const random = createRandom(seed);
console.log(`seed ${seed}`);

const home = temporaryFolder();
const fake = await startFakeOpenAi({ chunkDelayMs });
const product = launchProduct({
  dataFolder: home.folder,
  port: await freePort(),
  args: ['--api-only'],
  env: { SLIPWAY_SECRET: secret, SLIPWAY_LOG: 'silent' },
});
try {
  await product.ready;
  await servePriced(product, fake.url);
  const port = await freePort();
  const load = startLoad([`http://localhost:${port}`, product.url], endpoint, clientsPerServer, random);
  const withPostgres = await killAgainAndAgain(product, port, kills, load, random);
  await load.stop();
  const findings = await auditLog(databaseUrl(home.folder), load.acknowledged, prices);
  if (!report(load, findings, kills, withPostgres)) process.exitCode = 1;
} finally {
  await product.stop();
  await fake.stop();
  home.remove();
}
