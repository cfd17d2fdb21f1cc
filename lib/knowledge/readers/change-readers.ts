import { assertMayAt, type Caller, principalsOf } from '../../access/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { prisma, transaction } from '../../platform/db.ts';
import { publishChange } from '../../platform/events.ts';
import { requireDocument } from '../document-store.ts';
import { type KnowledgeRow, requireKnowledge } from '../store.ts';
import type { Principal, Readers, SaveReaders } from './readers-schemas.ts';
import { findReaders, namesOfPrincipals, putReaders } from './readers-store.ts';

interface Subject {
  id: string;
  /** As the audit log says it. */
  name: string;
  kind: 'knowledge' | 'document';
}

/** Who may read a knowledge base, or one of its documents when `documentId` is given. */
export async function getReaders(caller: Caller, name: string, documentId: string | null): Promise<Readers> {
  assertMayAt(caller, 'knowledge.read', { kind: 'knowledge', name });
  const knowledge = await requireKnowledge(name);
  const subject = await subjectOf(knowledge, documentId);
  return presentReaders(caller, await findReaders(prisma(), subject.id));
}

/**
 * Says who alone may read it; an empty list opens it to everybody. In force with the next search on every server. Whoever
 * manages a knowledge base may put themselves on a list, which is on record.
 */
export async function saveReaders(
  caller: Caller,
  name: string,
  documentId: string | null,
  input: SaveReaders,
): Promise<Readers> {
  assertMayAt(caller, 'knowledge.write', { kind: 'knowledge', name });
  const knowledge = await requireKnowledge(name);
  const subject = await subjectOf(knowledge, documentId);
  const readers = [...new Set(input.readers.map(({ kind, id }) => `${kind}:${id}`))].sort();
  await transaction(async (tx) => {
    const before = await findReaders(tx, subject.id);
    await putReaders(tx, { subjectId: subject.id, knowledgeBaseId: knowledge.id, readers });
    await recordAudit(tx, caller, {
      action: 'readers.changed',
      subject,
      before: { readers: before },
      after: { readers },
    });
    await publishChange(tx, { topic: 'knowledge', key: name });
  });
  return presentReaders(caller, readers);
}

async function subjectOf(knowledge: KnowledgeRow, documentId: string | null): Promise<Subject> {
  if (documentId === null) return { id: knowledge.id, name: knowledge.name, kind: 'knowledge' };
  const { document } = await requireDocument(knowledge, documentId);
  return { id: document.id, name: `${knowledge.name}/${document.name}`, kind: 'document' };
}

async function presentReaders(caller: Caller, stored: readonly string[]): Promise<Readers> {
  const principals = stored.map(principalOf);
  const idsOf = (kind: Principal['kind']) =>
    principals.filter((one) => one.kind === kind).map(({ id }) => id);
  const names = await namesOfPrincipals(idsOf('user'), idsOf('team'));
  const own = principalsOf(caller);
  return {
    readers: principals.map((one) => ({ ...one, name: names.get(one.id) ?? null })),
    includesYou: stored.length === 0 || own === null || stored.some((one) => own.includes(one)),
  };
}

function principalOf(text: string): Principal {
  const at = text.indexOf(':');
  return { kind: text.slice(0, at) === 'team' ? 'team' : 'user', id: text.slice(at + 1) };
}
