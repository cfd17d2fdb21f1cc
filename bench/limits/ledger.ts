/**
 * Does the money add up? Two server processes on one PostgreSQL ask a provider that keeps its own account, 10,000 calls in
 * all. One in ten readers leaves, one in twelve streams is broken off, and one process after the other is killed (-9) and
 * replaced. Then, call by call and in sum: what the provider reported against what is in the ledger.
 */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { systemCaller } from '../../lib/access/index.ts';
import { rebuildUsage, saveQuota } from '../../lib/limits/index.ts';
import { saveQuotaSchema } from '../../lib/limits/schemas.ts';
import { pool } from '../../lib/platform/db.ts';
import { newId } from '../../lib/platform/ids.ts';
import { startCountingProvider } from './counting-provider.ts';
import { plainEndpoint } from './ledger-endpoint.ts';

const price = { input: 1500, cachedInput: 0, cacheWrite: 0, output: 6000, reasoning: 6000 };
const servers = 2;
const script = new URL('ledger-server.ts', import.meta.url).pathname;
const admin = systemCaller('bench');

interface LedgerRow {
  request_id: string;
  question: string;
  usage_source: string;
  input: string;
  output: string;
  cost: string;
}

/** Calls of one server, over as many processes as are killed. Resolves with what it acknowledged. */
async function serve(endpoint: string, user: string, calls: number, first: number, kills: number) {
  const acknowledged = new Map<number, { requestId: string; state: string }>();
  let killed = 0;
  for (let next = first; next < first + calls; ) {
    const child = spawn(
      process.execPath,
      [script, endpoint, user, String(next), String(first + calls - next), '16'],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    const target =
      killed < kills ? Math.floor((calls / (kills + 1)) * (0.5 + Math.random())) : Number.POSITIVE_INFINITY;
    let seen = 0;
    for await (const line of createInterface({ input: child.stdout })) {
      const [number, requestId = '', state = ''] = line.split(' ');
      acknowledged.set(Number(number), { requestId, state });
      seen += 1;
      next = Math.max(next, Number(number) + 1);
      if (seen === target) {
        child.kill('SIGKILL');
        killed += 1;
      }
    }
    // Those under way when it died are not asked again.
    if (next < first + calls) next = Math.min(first + calls, next + 16);
  }
  return { acknowledged, killed };
}

export async function measureLedger(calls = 10_000, kills = 5): Promise<void> {
  const provider = await startCountingProvider(12);
  try {
    const endpoint = await plainEndpoint(provider.url, price);
    const user = newId();
    const wide = { period: 'month', timeZone: 'Europe/Berlin', amount: '1000000000000000' } as const;
    for (const measure of ['requests', 'tokens', 'money'] as const) {
      await saveQuota(
        admin,
        null,
        saveQuotaSchema.parse({ subject: { kind: 'user', id: '*' }, measure, ...wide }),
      );
    }
    const started = performance.now();
    const each = calls / servers;
    const runs = await Promise.all(
      Array.from({ length: servers }, (_, index) => serve(endpoint, user, each, index * each, kills)),
    );
    const seconds = (performance.now() - started) / 1000;
    const acknowledged = new Map(runs.flatMap((run) => [...run.acknowledged]));
    const { rows } = await pool().query<LedgerRow>(
      `SELECT e.request_id, i.question, e.usage_source, e.cost::text,
         (e.input_tokens + e.cached_input_tokens + e.cache_write_tokens)::text AS input,
         (e.output_tokens + e.reasoning_tokens)::text AS output
       FROM usage_entry e JOIN inference i ON i.id = e.request_id`,
    );
    const settled = rows.filter((row) => row.usage_source === 'provider');
    const sums = { provider: 0n, ledger: 0n, tokens: 0, wrong: 0 };
    const inLedger = new Set<number>();
    for (const row of settled) {
      const number = Number(/call (\d+)/.exec(row.question)?.[1]);
      const told = provider.reported.get(number) ?? { input: 0, output: 0 };
      inLedger.add(number);
      const cost = BigInt(told.input) * BigInt(price.input) + BigInt(told.output) * BigInt(price.output);
      sums.provider += cost;
      sums.ledger += BigInt(row.cost);
      sums.tokens += told.input + told.output - Number(row.input) - Number(row.output);
      if (cost !== BigInt(row.cost)) sums.wrong += 1;
    }
    const entries = new Set(rows.map((row) => row.request_id));
    const missing = [...acknowledged.values()].filter(({ requestId }) => !entries.has(requestId)).length;
    const recorded = new Set(rows.map((row) => Number(/call (\d+)/.exec(row.question)?.[1])));
    const lost = [...provider.reported.keys()].filter((number) => !recorded.has(number));
    const { counters, series } = await rebuildUsage(admin);
    const used = await pool().query<{ measure: string; used: string }>(
      'SELECT q.measure, c.used::text FROM quota_counter c JOIN quota q ON q.id = c.quota_id WHERE c.subject = $1',
      [user],
    );
    const money = used.rows.find((row) => row.measure === 'money')?.used ?? '0';
    const total = rows.reduce((sum, row) => sum + BigInt(row.cost), 0n);
    console.log(
      `\nLedger: ${calls} calls by ${servers} servers in ${seconds.toFixed(0)} s, ${runs.reduce((sum, run) => sum + run.killed, 0)} processes killed`,
    );
    console.table({
      'acknowledged (answers, errors, readers that left)': acknowledged.size,
      'entries in the ledger': rows.length,
      'acknowledged without an entry': missing,
      'entries the provider reported usage for': settled.length,
      'of these with another cost than the provider reckons': sums.wrong,
      'provider’s total, nano-dollars': sums.provider.toString(),
      'ledger’s total, nano-dollars': sums.ledger.toString(),
      'difference, nano-dollars': (sums.ledger - sums.provider).toString(),
      'difference, tokens': sums.tokens,
      'entries with estimated usage (streams that broke off or were left)': rows.length - settled.length,
      'reported to a process that was killed before it could commit': lost.length,
      'counter minus ledger, nano-dollars': (BigInt(money) - total).toString(),
      'counters and sums that differ from the ledger': counters.length + series.length,
    });
  } finally {
    await provider.stop();
  }
}
