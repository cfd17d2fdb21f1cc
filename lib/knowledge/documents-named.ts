import { assertMayAt, type Caller } from '../access/index.ts';
import { prisma } from '../platform/db.ts';
import { safeDocumentName } from './document-name.ts';
import { findDocumentsNamed } from './document-store.ts';
import { requireKnowledge } from './store.ts';

/** Ids of the documents that have these names, by the name as given; names of none are absent. */
export async function documentsNamed(
  caller: Caller,
  knowledgeName: string,
  names: readonly string[],
): Promise<Map<string, string>> {
  assertMayAt(caller, 'knowledge.read', { kind: 'knowledge', name: knowledgeName });
  const knowledge = await requireKnowledge(knowledgeName);
  const found = await findDocumentsNamed(prisma(), knowledge.id, names.map(safeDocumentName));
  const ids = new Map(found.map(({ id, name }) => [name, id]));
  return new Map(
    names.flatMap((name): [string, string][] => {
      const id = ids.get(safeDocumentName(name));
      return id === undefined ? [] : [[name, id]];
    }),
  );
}
