import type { Scope, ScopeKind } from '#lib/access/schemas.ts';

/** A scope while it is being written. */
export interface ScopeDraft {
  kind: ScopeKind;
  name: string;
}

export const everywhere: ScopeDraft = { kind: 'everything', name: '' };

/** What the server is sent; it refuses a draft that names nothing. */
export function toScope({ kind, name }: ScopeDraft): Scope {
  return (kind === 'everything' ? { kind } : { kind, name: name.trim() }) as Scope;
}
