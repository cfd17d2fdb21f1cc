import { assertMay, type Caller, principalsOf, reachOf } from '../../access/index.ts';
import type { DocumentUse, DocumentUseQuery, UsedDocument } from '../overview-schemas.ts';
import { countedTo, readUse, type UseRow } from './document-use-store.ts';

const shown = 10;
/** Read beyond what is shown, for those that a reader may not see. */
const read = 60;

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
  const [rows, upTo] = await Promise.all([
    readUse(filter, principalsOf(caller), { limit: read, staleDays: query.staleDays }),
    countedTo(),
  ]);
  const withheld = new Set(rows.filter(({ hidden }) => hidden).map((row) => row.document_id));
  const of = (list: UseRow['list']) => present(rows.filter((row) => row.list === list));
  return {
    mostUsed: of('used'),
    mostDisliked: of('disliked'),
    stale: of('stale'),
    withheld: withheld.size,
    countedTo: upTo?.toISOString() ?? null,
  };
}

function present(rows: readonly UseRow[]): UsedDocument[] {
  return rows
    .filter(({ hidden }) => !hidden)
    .slice(0, shown)
    .map(({ document_id, knowledge, name, revision_id, published_at, cited, liked, disliked }) => ({
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
