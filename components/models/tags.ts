import { type Tags, tagsSchema } from '#lib/registry/schemas.ts';

export type TagChange = { tags: Tags; problem: null } | { tags: null; problem: string };

/** Adds what was typed: `team=support`, or `reviewed` for a tag without a value. A key that is there is replaced. */
export function addTag(tags: Tags, typed: string): TagChange {
  const text = typed.trim();
  const cut = text.search(/[=:]/);
  const key = (cut === -1 ? text : text.slice(0, cut)).trim();
  const value = cut === -1 ? '' : text.slice(cut + 1).trim();
  if (key === '') return { tags: null, problem: 'A tag needs a key, for example team=support.' };
  const checked = tagsSchema.safeParse({ ...tags, [key]: value });
  if (checked.success) return { tags: checked.data, problem: null };
  const issue = checked.error.issues[0];
  // A key's own rules hang below the record's issue.
  const inner = issue?.code === 'invalid_key' ? issue.issues[0]?.message : issue?.message;
  return { tags: null, problem: inner ?? 'This tag is not allowed.' };
}

export function withoutTag(tags: Tags, key: string): Tags {
  return Object.fromEntries(Object.entries(tags).filter(([name]) => name !== key));
}

/** `team=support`; `reviewed` where there is no value. */
export function tagText(key: string, value: string): string {
  return value === '' ? key : `${key}=${value}`;
}

/** Tags of several things, each once, by the alphabet: what a list may be filtered by. */
export function allTags(items: readonly { tags: Tags }[]): string[] {
  const texts = items.flatMap(({ tags }) => Object.entries(tags).map(([key, value]) => tagText(key, value)));
  return [...new Set(texts)].sort((a, b) => a.localeCompare(b));
}

export function hasTag(tags: Tags, text: string): boolean {
  return Object.entries(tags).some(([key, value]) => tagText(key, value) === text);
}
