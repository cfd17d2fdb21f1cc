/**
 * `npm run limits:rebuild` derives the counters of quotas and the sums of usage from the ledger, and puts right what differs.
 * Ends with 0 when nothing did, 1 when something had to be put right, 2 when it could not be done.
 */
import { openDatabase } from './open-database.ts';

async function rebuild(): Promise<boolean> {
  const { rebuildUsage } = await import('../lib/limits/index.ts');
  const { systemCaller } = await import('../lib/access/index.ts');
  const { entries, counters, series } = await rebuildUsage(systemCaller('limits:rebuild'));
  for (const { id, subject, at, kept, derived } of [...counters, ...series]) {
    const what = subject === null ? `sum ${id}` : `quota ${id} of ${subject}`;
    console.log(`✗ ${what}, ${at.toISOString()}: was ${kept ?? 'missing'}, is ${derived ?? 'removed'}`);
  }
  const differences = counters.length + series.length;
  console.log(
    differences === 0
      ? `✓ Everything derives from the ${entries} entries of the ledger.`
      : `${differences} differences from the ${entries} entries of the ledger were put right.`,
  );
  return differences === 0;
}

async function main(): Promise<number> {
  const close = await openDatabase();
  const { closeDatabase } = await import('../lib/platform/db.ts');
  try {
    return (await rebuild()) ? 0 : 1;
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
    console.error(`The ledger could not be read: ${error instanceof Error ? error.message : error}`);
    process.exitCode = 2;
  },
);
