import { knowledgeView, pinnedSnapshot } from './serving-view.ts';

/** How many passages a search will look through; from memory while nothing changes. */
export async function passageCount(name: string, snapshot: number | 'latest'): Promise<number> {
  const view = await knowledgeView(name);
  const row = snapshot === 'latest' ? view.snapshot : await pinnedSnapshot(view, snapshot);
  return row?.chunkCount ?? 0;
}
