/** Announced under the topic `limits` with a bucket's name after it: others need what is not in use here. */
export const recallKey = 'rates-recall:';

/** The bucket that is asked for; null for other changes. */
export function recalledBucket(key: string): { rule: string; subject: string } | null {
  if (!key.startsWith(recallKey)) return null;
  const slash = key.indexOf('/');
  return { rule: key.slice(recallKey.length, slash), subject: key.slice(slash + 1) };
}
