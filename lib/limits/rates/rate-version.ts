import { AppError } from '../../platform/errors.ts';

/** Throws `conflict` unless the row is the one that was read. `*` stands for any that exists. */
export function assertUnchanged(row: { updatedAt: Date } | null, ifMatch: string): void {
  const known = ifMatch.trim().replace(/^(W\/)?"(.*)"$/, '$2');
  if (row !== null && (known === '*' || row.updatedAt.toISOString() === known)) return;
  throw new AppError(
    'conflict',
    row === null
      ? 'This rate limit is no longer there. Reload, and add it again if it is needed.'
      : 'This rate limit was changed by somebody else since you opened it. Reload to see the change, then make yours again.',
    { reason: 'changed_since' },
  );
}

/** E.g. `user * requests/minute`. */
export function nameOfRate(row: {
  subjectKind: string;
  subject: string;
  unit: string;
  window: string;
}): string {
  return `${row.subjectKind} ${row.subject} ${row.unit}/${row.window}`;
}
