import { type JudgedColumn, newestVerdicts } from './read-store.ts';
import { subjectOf } from './subject.ts';

/** A verdict on a column of a window, and where it is told in full. */
export type FoundVerdict = Omit<JudgedColumn, 'monitor'>;

/**
 * The verdict that a gauge of an endpoint and subject came from: the newest that was known at a time. Null when its monitor is
 * gone or has another name. Asks nobody's permission: whoever may see the gauge may see it.
 */
export async function findVerdict(
  endpoint: string,
  subject: string,
  knownAt: Date,
): Promise<FoundVerdict | null> {
  const found = (await newestVerdicts(endpoint, subject, knownAt)).find(
    ({ monitor, column, slice }) => subjectOf(monitor, column, slice) === subject,
  );
  if (found === undefined) return null;
  const { monitor: _, ...verdict } = found;
  return verdict;
}
