/**
 * A server process for tests of quotas: `node quota-process.ts <user> <calls> <mode>`. Prints a line for each answer that was
 * settled, once it is durable; with the mode `hang` it reserves, prints `reserved`, and never settles.
 */

import { pipelinedTransaction } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import { settleUsage } from '../ledger/settle.ts';
import { entryOf, payers } from '../ledger/test-usage.ts';
import { giveEverythingBack } from './holdings.ts';
import { reserve } from './reserve.ts';

const [userId = '', calls = '0', mode = 'settle'] = process.argv.slice(2);
const who = payers({ userId });
const estimate = { requests: 1n, tokens: 10n, money: 0n };

async function ask(): Promise<void> {
  const reservation = await reserve(who, () => estimate).catch((error: { reason?: string }) => {
    if (error.reason !== 'quota_exceeded') throw error;
    return null;
  });
  if (reservation === null) return;
  if (mode === 'hang') {
    console.log('reserved');
    return;
  }
  // Some streams break off before the model wrote all it might.
  const entry = entryOf(who, { at: reservation.at, output: 1 + Math.floor(Math.random() * 10) }, newId());
  await pipelinedTransaction((client, commit) =>
    settleUsage(client, [{ entries: [entry], reservation }], commit),
  );
  reservation.settled();
  console.log(`settled ${entry.usage.output}`);
}

const parallel = 70;
let left = Number(calls);
await Promise.all(
  Array.from({ length: parallel }, async () => {
    while (left-- > 0) await ask();
  }),
);
if (mode === 'hang') await new Promise((resolve) => setTimeout(resolve, 60_000));
await giveEverythingBack();
process.exit(0);
