import { log } from '../platform/log.ts';
import { readEnds } from './chain-store.ts';
import { type CheckRow, lastCheck, saveCheck } from './check-store.ts';
import { verifyChain } from './verify-chain.ts';

const dayMs = 86_400_000;

/**
 * Looks at what was written since the last check, and once a day at every entry; keeps the result for the screen. After a
 * check that found something every entry is looked at each time, so that the result names all that is wrong.
 */
export async function checkChain(signal?: AbortSignal): Promise<CheckRow> {
  const before = await lastCheck();
  const { at: now } = await readEnds();
  const isRecent = before !== null && now.getTime() - before.fullCheckedAt.getTime() < dayMs;
  const after = isRecent && before.problems.length === 0 ? before : undefined;
  const { at, sequence, hash, problems } = await verifyChain({
    // What was found before is compared, so that a full check notices a chain that was cut off since.
    ...(after ? { after } : { known: before?.problems.length === 0 ? before : undefined }),
    signal,
  });
  const row: CheckRow = {
    checkedAt: at,
    fullCheckedAt: after?.fullCheckedAt ?? at,
    sequence,
    hash,
    problems,
  };
  await saveCheck(row);
  if (problems.length > 0) log.error('THE AUDIT LOG WAS TAMPERED WITH', { problems });
  return row;
}
