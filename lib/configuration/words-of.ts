import type { ModelDocument } from './schemas.ts';

/** Description and tags as lines, for a line diff. */
export function wordsOf({ description, tags }: Pick<ModelDocument, 'description' | 'tags'>): string {
  const lines = Object.entries(tags).map(([key, value]) => `${key}: ${value}`);
  return [description, ...lines].filter((line) => line !== '').join('\n');
}
