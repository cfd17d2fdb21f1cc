import type { AliasMove, ModelDetail, StageMove, VersionDeletion } from '#lib/registry/schemas.ts';

/** One decision about a model's versions. */
export type Decision =
  | ({ kind: 'alias' } & AliasMove)
  | ({ kind: 'stage' } & StageMove)
  | ({ kind: 'deletion' } & VersionDeletion);

type Moves = Pick<ModelDetail, 'aliasMoves' | 'stageMoves' | 'deletions'>;

/** Moves of aliases and stages, deletions and restorations as one log, newest first; of one moment, stages come first. */
export function decisionsOf({ aliasMoves, stageMoves, deletions }: Moves): Decision[] {
  const all: Decision[] = [
    ...stageMoves.map((move) => ({ kind: 'stage' as const, ...move })),
    ...aliasMoves.map((move) => ({ kind: 'alias' as const, ...move })),
    ...deletions.map((deletion) => ({ kind: 'deletion' as const, ...deletion })),
  ];
  return all.sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
}

/** Those about one version: its stages and deletions, and aliases that came to it or left it. */
export function decisionsAbout(decisions: readonly Decision[], version: number): Decision[] {
  return decisions.filter((decision) =>
    decision.kind === 'alias'
      ? decision.fromVersion === version || decision.toVersion === version
      : decision.version === version,
  );
}
