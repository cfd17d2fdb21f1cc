import { type Caller, may, mayAt, principalsOf } from '../access/index.ts';
import { AppError, notFound } from '../platform/errors.ts';
import { endpointsThatSearch } from './endpoints-store.ts';
import { hiddenDocuments } from './readers/hidden-documents.ts';
import { knowledgeView } from './serving-view.ts';

/**
 * Opening a document: for who may read its knowledge base, and for who may ask an endpoint that answers out of it and so
 * may be shown its passages. For anybody else the document does not exist.
 */
export async function assertMayOpen(caller: Caller, knowledge: string): Promise<void> {
  assertMayOpenAny(caller);
  if (mayAt(caller, 'knowledge.read', { kind: 'knowledge', name: knowledge })) return;
  if (may(caller, 'sources.read')) {
    const endpoints = await endpointsThatSearch(knowledge);
    const asks = endpoints.some((endpoint) => {
      const place = { kind: 'endpoint', ...endpoint } as const;
      return mayAt(caller, 'chat.use', place) || mayAt(caller, 'endpoints.query', place);
    });
    if (asks) return;
  }
  throw notFound('That document');
}

/**
 * Whether the document is for the caller at all, by the lists of its knowledge base and its own. Managing a knowledge base
 * is not reading it: whoever may change the lists can put themselves on one, which is on record.
 */
export async function assertIsReader(caller: Caller, knowledge: string, documentId: string): Promise<void> {
  const hidden = hiddenDocuments(await knowledgeView(knowledge), principalsOf(caller));
  if (hidden === 'all' || hidden.includes(documentId)) throw notFound('That document');
}

/** Before anything is looked up: a caller who may open no document at all is told so. */
export function assertMayOpenAny(caller: Caller): void {
  if (may(caller, 'sources.read') || may(caller, 'knowledge.read')) return;
  throw new AppError(
    'forbidden',
    'Opening documents needs the permission "sources.read" or "knowledge.read". Ask an administrator to grant it.',
    { reason: 'missing_permission' },
  );
}
