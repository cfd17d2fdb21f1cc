import { z } from 'zod';
import { prisma } from '../platform/db.ts';
import { noHash } from './chain.ts';
import {
  type ChainEnds,
  erasureAccount,
  hashAt,
  readChain,
  readEnds,
  unlinkedEvents,
} from './chain-store.ts';
import { checkEntry } from './check-entry.ts';
import { erasureDigest } from './erasure-store.ts';
import type { ChainProblem } from './verify-schemas.ts';

const batchSize = 2000;
/** A log that was rewritten from some entry on has that many problems; the first are enough to know. */
const maxProblems = 100;

export interface KnownEntry {
  sequence: number;
  hash: Buffer;
}

export interface VerifyOptions {
  /** Starts after this entry, which was found intact before; from the beginning without it. */
  after?: KnownEntry;
  /** A head that was kept elsewhere: the chain must have had this entry. */
  known?: KnownEntry | undefined;
  signal?: AbortSignal | undefined;
}

export interface Verification {
  /** The database's clock when it began; what is written later is not looked at. */
  at: Date;
  /** Last entry looked at. */
  sequence: number;
  hash: Buffer;
  /** Entries looked at. */
  entries: number;
  /** Personal parts that erasures emptied, all accounted for. */
  erased: number;
  /** Empty when the chain is intact. At most a hundred. */
  problems: ChainProblem[];
}

/**
 * Recomputes the chain in bounded memory, without holding anything up: each entry from its own event, and each from the one
 * before it. Says which entries were changed, removed, moved, put in, cut off, or emptied without an erasure. Somebody who
 * can write to the database can also write a whole new chain; only a head that was kept elsewhere (`known`) tells then.
 */
export async function verifyChain(options: VerifyOptions = {}): Promise<Verification> {
  const { after, known, signal } = options;
  const ends = await readEnds();
  const problems = new Problems();
  if (after !== undefined) await checkKnown(after, problems);
  const isAccounted = accountant();
  const end = Math.min(ends.head?.sequence ?? ends.last, ends.last);
  let last: KnownEntry = after ?? { sequence: 0, hash: noHash };
  let entries = 0;
  let erased = 0;
  while (last.sequence < end && !problems.full) {
    signal?.throwIfAborted();
    const rows = await readChain(last.sequence, end, batchSize);
    if (rows.length === 0) break;
    for (const row of rows) {
      checkPlace(row, last, problems);
      const problem = await checkEntry(row, isAccounted);
      if (problem) problems.add(problem);
      else erased += Number(row.actorSalt === null) + Number(row.subjectSalt === null);
      entries += 1;
      last = { sequence: row.sequence, hash: row.hash };
    }
  }
  if (!problems.full) checkEnds(ends, last, problems);
  if (known !== undefined) await checkKnown(known, problems);
  if (after === undefined) await checkUnlinked(problems);
  return { at: ends.at, ...last, entries, erased, problems: problems.list };
}

class Problems {
  readonly list: ChainProblem[] = [];

  get full(): boolean {
    return this.list.length >= maxProblems;
  }

  add(problem: Omit<ChainProblem, 'eventId'> & { eventId?: string | null }): void {
    if (!this.full) this.list.push({ eventId: null, ...problem });
  }
}

function checkPlace(
  row: { sequence: number; eventId: string; previous: Buffer },
  last: KnownEntry,
  problems: Problems,
): void {
  const { sequence, eventId } = row;
  if (sequence !== last.sequence + 1) {
    const upTo = sequence - 1;
    const which =
      upTo === last.sequence + 1 ? `Entry ${upTo} is` : `Entries ${last.sequence + 1} to ${upTo} are`;
    problems.add({ kind: 'missing', sequence: last.sequence + 1, detail: `${which} missing.` });
  } else if (!row.previous.equals(last.hash)) {
    const detail = `Entry ${sequence} was not written after the one that now stands before it: entries were moved, removed or put in here.`;
    problems.add({ kind: 'misplaced', sequence, eventId, detail });
  }
}

function checkEnds({ head, last: lastThere }: ChainEnds, last: KnownEntry, problems: Problems): void {
  const { sequence } = last;
  if (head === null) {
    problems.add({ kind: 'head-differs', sequence, detail: 'The head of the chain is gone.' });
  } else if (head.sequence > sequence) {
    const detail = `The chain ends at entry ${sequence}; its head says it had ${head.sequence}.`;
    problems.add({ kind: 'truncated', sequence: sequence + 1, detail });
  } else if (lastThere > head.sequence) {
    const detail = `Entries after ${head.sequence}, the head of the chain, were put in.`;
    problems.add({ kind: 'misplaced', sequence: head.sequence + 1, detail });
  } else if (!head.hash.equals(last.hash)) {
    problems.add({
      kind: 'head-differs',
      sequence,
      detail: `The head's hash is not that of entry ${sequence}.`,
    });
  }
}

async function checkKnown(known: KnownEntry, problems: Problems): Promise<void> {
  const { sequence } = known;
  if (sequence === 0) return;
  const hash = await hashAt(sequence);
  if (hash === null) {
    const detail = `The chain once had entry ${sequence}, and does not any more: it was cut off.`;
    problems.add({ kind: 'truncated', sequence, detail });
  } else if (!hash.equals(known.hash)) {
    const detail = `Entry ${sequence} is not the one that was seen there before: the chain was written anew.`;
    problems.add({ kind: 'head-differs', sequence, detail });
  }
}

async function checkUnlinked(problems: Problems): Promise<void> {
  for (const eventId of await unlinkedEvents(maxProblems)) {
    const detail = `The event ${eventId} was put in past the chain.`;
    problems.add({ kind: 'unlinked', sequence: null, eventId, detail });
  }
}

const accountSchema = z.object({ actors: z.number(), subjects: z.number(), entries: z.string() });

/** Remembers its verdicts: one erasure empties many entries. The account itself is an entry and is checked as one. */
function accountant(): (erasureId: string) => Promise<boolean> {
  const verdicts = new Map<string, Promise<boolean>>();
  return (erasureId) => {
    const known = verdicts.get(erasureId);
    if (known) return known;
    const verdict = isAccountedFor(erasureId);
    verdicts.set(erasureId, verdict);
    return verdict;
  };
}

async function isAccountedFor(erasureId: string): Promise<boolean> {
  const account = accountSchema.safeParse(await erasureAccount(erasureId));
  if (!account.success) return false;
  const { actors, subjects, digest } = await erasureDigest(prisma(), erasureId);
  const { data } = account;
  return data.actors === actors && data.subjects === subjects && data.entries === digest;
}
