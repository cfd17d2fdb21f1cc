/** Whether one entry of the chain is what it says. */
import { actorDigest, entryHash, subjectDigest } from './chain.ts';
import type { ChainRow } from './chain-store.ts';
import type { ChainProblem } from './verify-schemas.ts';

/** Whether the erasure of this id is in the chain and names exactly the parts listed under it. */
export type IsAccounted = (erasureId: string) => Promise<boolean>;

export async function checkEntry(row: ChainRow, isAccounted: IsAccounted): Promise<ChainProblem | null> {
  const { at } = row;
  const problem = (kind: ChainProblem['kind'], detail: string): ChainProblem => ({
    kind,
    sequence: row.sequence,
    eventId: row.eventId,
    detail,
  });
  if (at === null) return problem('removed', `The event of entry ${row.sequence} was removed.`);
  const digests = { actor: row.actorDigest, subject: row.subjectDigest };
  if (!entryHash(row.previous, { ...row, at }, digests).equals(row.hash))
    return problem('changed', `Entry ${row.sequence} was changed after it was written.`);
  for (const part of personalParts(row)) {
    if (part.salt !== null) {
      if (part.digest(part.salt).equals(part.written)) continue;
      return problem('changed', `${part.label} of entry ${row.sequence} was changed after it was written.`);
    }
    if (part.isEmpty && part.erasure !== null && (await isAccounted(part.erasure))) continue;
    return problem(
      'unaccounted-erasure',
      `${part.label} of entry ${row.sequence} was removed, and no recorded erasure accounts for it.`,
    );
  }
  return null;
}

function personalParts(row: ChainRow) {
  return [
    {
      label: 'Who acted',
      salt: row.actorSalt,
      written: row.actorDigest,
      digest: (salt: Buffer) => actorDigest(salt, row),
      isEmpty: row.actorName === null && row.address === null && row.userAgent === null,
      erasure: row.actorErasure,
    },
    {
      label: 'What it was about',
      salt: row.subjectSalt,
      written: row.subjectDigest,
      digest: (salt: Buffer) => subjectDigest(salt, row),
      isEmpty: row.subjectName === null && row.before === null && row.after === null,
      erasure: row.subjectErasure,
    },
  ];
}
