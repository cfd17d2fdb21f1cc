import { countNextRows, countVotes, dropOldUse } from './document-use-store.ts';

const batch = 10_000;
/** Thumbs mostly come at once; those of older answers are counted at night. */
const recentDays = 1;
const nightlyDays = 35;

/** Brings the counts up to date, batch by batch, until the log is read or the run ends; the next run goes on. */
export async function countDocumentUse(signal: AbortSignal): Promise<void> {
  for (let looked = batch; looked === batch && !signal.aborted; ) looked = await countNextRows(batch);
  await countVotes(recentDays);
}

export async function tidyDocumentUse(): Promise<void> {
  await countVotes(nightlyDays);
  await dropOldUse();
}
