/**
 * `npm run metrics:rebuild -- --from 2026-11-01 --to 2026-11-20` counts the rollups of these days (UTC, both included) anew from
 * the log, and gauges from their single values; the last seven days when nothing is said. `--shrink` also does days of which the log holds fewer requests than were
 * counted. Ends with 0 when everything was counted already, 1 when a count changed or a day was left alone, 2 when it failed.
 */
import { parseArgs } from 'node:util';
import { openDatabase } from './open-database.ts';

const dayMs = 86_400_000;

function dayOf(text: string | undefined, otherwise: number): Date {
  const time = text === undefined ? otherwise : Date.parse(`${text}T00:00:00Z`);
  if (Number.isNaN(time)) throw new Error(`"${text}" is no day. Write it as 2026-11-21.`);
  return new Date(time);
}

async function rebuild(first: Date, last: Date, shrink: boolean): Promise<boolean> {
  const { rebuildMetrics } = await import('../lib/monitoring/index.ts');
  let same = true;
  for await (const { day, before, now, refused, gauges } of rebuildMetrics(first, last, { shrink })) {
    const name = day.toISOString().slice(0, 10);
    same &&= before === now;
    if (refused) {
      console.log(
        `✗ ${name}: left as it is. ${before} requests were counted and the log holds ${now}; --shrink counts those alone.`,
      );
    } else if (before === now) console.log(`✓ ${name}: ${now} requests`);
    else console.log(`✗ ${name}: ${now} requests, ${before} were counted before`);
    if (gauges === null || gauges.now === gauges.before) continue;
    same = false;
    console.log(`✗ ${name}: ${gauges.now} values of gauges, ${gauges.before} were counted before`);
  }
  return same;
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      from: { type: 'string' },
      to: { type: 'string' },
      shrink: { type: 'boolean', default: false },
    },
  });
  const last = dayOf(values.to, Date.now());
  const first = dayOf(values.from, last.getTime() - 6 * dayMs);
  const close = await openDatabase();
  const { closeDatabase } = await import('../lib/platform/db.ts');
  try {
    return (await rebuild(first, last, values.shrink)) ? 0 : 1;
  } finally {
    await closeDatabase();
    await close();
  }
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(`The rollups could not be rebuilt: ${error instanceof Error ? error.message : error}`);
    process.exitCode = 2;
  },
);
