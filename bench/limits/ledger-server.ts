/**
 * A server process that asks itself: `node ledger-server.ts <endpoint> <user> <first call> <calls> <parallel>`. Some readers
 * leave in the middle. Prints `<call> <request id> <tokens>` for each whole answer it acknowledged.
 */

import { flushInferences } from '../../lib/inference/index.ts';
import { newId } from '../../lib/platform/ids.ts';
import { answer } from '../../lib/serving/index.ts';
import { userCallerOf } from './ledger-caller.ts';

const [endpoint = '', user = '', first = '0', count = '0', parallel = '1'] = process.argv.slice(2);
const caller = userCallerOf(user);
let next = Number(first);
const end = next + Number(count);

async function ask(number: number): Promise<void> {
  const leaving = new AbortController();
  const leaves = Math.random() < 0.1;
  const requestId = newId();
  const outcome = await answer(
    {
      requestId,
      endpoint,
      turns: [{ role: 'user', content: `This is call ${number}. What is a snapshot?` }],
      inputs: {},
      caller,
      source: 'api',
      conversationId: null,
      clientRequestId: null,
      unit: null,
      signal: leaving.signal,
    },
    (event) => {
      if (leaves && event.type === 'delta') leaving.abort();
    },
  );
  const state = outcome.detail.error === null ? 'ok' : outcome.detail.error.code;
  process.stdout.write(`${number} ${requestId} ${state} ${outcome.inputTokens + outcome.outputTokens}\n`);
}

await Promise.all(
  Array.from({ length: Number(parallel) }, async () => {
    while (next < end) await ask(next++);
  }),
);
await flushInferences();
process.exit(0);
