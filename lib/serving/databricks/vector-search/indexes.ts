import type { Caller } from '../../../access/index.ts';
import { getKnowledge, listKnowledge } from '../../../knowledge/index.ts';
import type { KnowledgeDetail } from '../../../knowledge/schemas.ts';
import { primaryKey, schemaJson, textColumn } from './columns.ts';

/** There are no endpoints to choose: every server searches every knowledge base. */
const endpointName = 'slipway';

/** `GET /api/2.0/vector-search/indexes`: knowledge bases as `MiniVectorIndex` of databricks-sdk-py. */
export async function listIndexes(caller: Caller) {
  return { vector_indexes: (await listKnowledge(caller)).map(summaryOf) };
}

/** `GET …/indexes/{name}`. Throws `not_found`. */
export async function getIndex(caller: Caller, name: string) {
  const knowledge = await getKnowledge(caller, name);
  const { snapshot, chunkCount, activeCount, embedding } = knowledge;
  return {
    ...summaryOf(knowledge),
    direct_access_index_spec: {
      schema_json: schemaJson,
      ...(embedding.kind !== 'none' && {
        embedding_source_columns: [
          {
            name: textColumn,
            embedding_model_endpoint_name: embedding.kind === 'local' ? 'local' : embedding.model,
          },
        ],
      }),
    },
    status: {
      ready: snapshot > 0,
      indexed_row_count: chunkCount,
      message:
        activeCount === 0 ? 'All documents are indexed.' : `${activeCount} documents are being indexed.`,
    },
  };
}

function summaryOf({ name }: KnowledgeDetail) {
  return { name, endpoint_name: endpointName, index_type: 'DIRECT_ACCESS', primary_key: primaryKey };
}
