import { everywhere, type ScopeDraft, toScope } from '#components/access/scope-draft.ts';
import type { GroupMapping } from '#lib/access/schemas.ts';

/** What a group of an identity provider gives, while it is being written. */
export interface MappingDraft {
  /** Tells rows apart on the screen. */
  key: number;
  group: string;
  gives: 'role' | 'team';
  role: string;
  scope: ScopeDraft;
  teamId: string;
}

const blank = { group: '', gives: 'role', role: 'end-user', scope: everywhere, teamId: '' } as const;

export function toDrafts(mappings: readonly GroupMapping[]): MappingDraft[] {
  return mappings.map((mapping, key) => {
    const { group } = mapping;
    if ('teamId' in mapping) return { ...blank, key, group, gives: 'team', teamId: mapping.teamId };
    const { role, scope } = mapping;
    const name = scope.kind === 'everything' ? '' : scope.name;
    return { ...blank, key, group, role, scope: { kind: scope.kind, name } };
  });
}

export function withAnother(drafts: readonly MappingDraft[]): MappingDraft[] {
  return [...drafts, { ...blank, key: 1 + Math.max(-1, ...drafts.map(({ key }) => key)) }];
}

/** What the server is sent; it refuses a draft that names no group, place or team. */
export function toMappings(drafts: readonly MappingDraft[]): GroupMapping[] {
  return drafts.map(({ group, gives, role, scope, teamId }) =>
    gives === 'team' ? { group: group.trim(), teamId } : { group: group.trim(), role, scope: toScope(scope) },
  );
}

/** What is missing, in words, or null. Named by position: a row without a group has no other name. */
export function missingIn(drafts: readonly MappingDraft[]): string | null {
  for (const [index, { group, gives, scope, teamId }] of drafts.entries()) {
    const row = `Group ${index + 1}`;
    if (group.trim() === '') return `${row} has no name. Enter it, or remove the row.`;
    if (gives === 'team' && teamId === '') return `${row} gives no team. Choose one, or remove the row.`;
    if (gives === 'role' && scope.kind !== 'everything' && scope.name.trim() === '') {
      return `${row} names no ${scope.kind}. Enter it, or choose "Everywhere".`;
    }
  }
  return null;
}
