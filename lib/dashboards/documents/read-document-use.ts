import { assertMay, type Caller, principalsOf, reachOf } from '../../access/index.ts';
import type { DocumentUse, DocumentUseQuery, UsedDocument } from '../overview-schemas.ts';
import { countedTo, readUse, type UseRow } from './document-use-store.ts';

const shown = 10;

/**
 * The documents that answers rest on, and those readers dislike, in days of UTC. The names of documents that are not for the
 * caller, by the lists of readers in force now, are left out.
 */
export async function readDocumentUse(caller: Caller, query: DocumentUseQuery): Promise<DocumentUse> {
  assertMay(caller, 'dashboards.read');
  const filter = {
    reach: reachOf(caller, 'dashboards.read'),
    endpoint: query.endpoint,
    environment: query.environment,
    from: new Date(query.from),
    to: new Date(query.to),
  };
  const [{ rows, withheld }, upTo] = await Promise.all([
    readUse(filter, principalsOf(caller), { limit: shown, staleDays: query.staleDays }),
    countedTo(),
  ]);
  const of = (list: UseRow['list']) => present(rows.filter((row) => row.list === list));
  return {
    mostUsed: of('used'),
    mostDisliked: of('disliked'),
    stale: of('stale'),
    withheld,
    countedTo: upTo?.toISOString() ?? null,
  };
}

function present(rows: readonly UseRow[]): UsedDocument[] {
  return rows.map(({ document_id, knowledge, name, revision_id, published_at, cited, liked, disliked }) => ({
    documentId: document_id,
    name,
    knowledge,
    revisionId: revision_id,
    cited,
    liked,
    disliked,
    publishedAt: published_at?.toISOString() ?? null,
  }));
}
