import { type Reader, scopeOf } from './readers/hidden-documents.ts';
import { knowledgeView, pinnedSnapshot } from './serving-view.ts';

/**
 * One text for what a search would see: the knowledge base, whatever its name was given to before, its index, and the number of the
 * snapshot, and which of its documents the reader may see. From memory while nothing changes. @throws AppError `not_found`
 */
export async function snapshotIdentity(
  name: string,
  snapshot: number | 'latest',
  reader: Reader,
): Promise<string> {
  const view = await knowledgeView(name);
  const row = snapshot === 'latest' ? view.snapshot : await pinnedSnapshot(view, snapshot);
  return `${view.id}/${row?.generation ?? 0}/${row?.number ?? 0}/${scopeOf(view, reader)}`;
}
