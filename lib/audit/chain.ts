/**
 * What an entry of the chain is a hash of; the same as the functions of the migration `audit_chain`, written a second time
 * so that a check does not trust the database with its own verdict.
 */
import { createHash } from 'node:crypto';

/** What the chain begins from. */
export const noHash = Buffer.alloc(32);

export interface ActorPart {
  actorName: string | null;
  address: string | null;
  userAgent: string | null;
}

export interface SubjectPart {
  subjectName: string | null;
  /** JSON as PostgreSQL writes it. */
  before: string | null;
  after: string | null;
}

/** What stays when a person is erased. */
export interface EntryContent {
  eventId: string;
  /** ISO 8601, UTC, milliseconds. */
  at: string;
  actorKind: string;
  actorId: string | null;
  action: string;
  subjectKind: string;
  subjectId: string;
  ticket: string;
  refused: boolean;
}

/** `<length in bytes>:<text>,` for each value and `-,` for null: no two lists have the same text. */
export function canonicalText(parts: readonly (string | null)[]): string {
  return parts.map((part) => (part === null ? '-,' : `${Buffer.byteLength(part)}:${part},`)).join('');
}

export function actorDigest(salt: Uint8Array, part: ActorPart): Buffer {
  return sha256(salt, [part.actorName, part.address, part.userAgent]);
}

export function subjectDigest(salt: Uint8Array, part: SubjectPart): Buffer {
  return sha256(salt, [part.subjectName, part.before, part.after]);
}

export function entryHash(
  previous: Uint8Array,
  content: EntryContent,
  digests: { actor: Buffer; subject: Buffer },
): Buffer {
  return sha256(previous, [
    content.eventId,
    content.at,
    content.actorKind,
    content.actorId,
    content.action,
    content.subjectKind,
    content.subjectId,
    content.ticket,
    String(content.refused),
    digests.actor.toString('hex'),
    digests.subject.toString('hex'),
  ]);
}

function sha256(first: Uint8Array, parts: readonly (string | null)[]): Buffer {
  return createHash('sha256').update(first).update(canonicalText(parts)).digest();
}
