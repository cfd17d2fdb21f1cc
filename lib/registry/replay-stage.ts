import type { Stage } from './schemas.ts';
import type { TargetMove } from './target-move.ts';

/** Something that may change what a stage means: a version entered a stage, was deleted or restored. */
export interface StageEvent {
  at: Date;
  version: number;
  change: { kind: 'stage'; to: Stage } | { kind: 'deletion'; deleted: boolean };
  reason: string;
  ticket: string;
  actor: string;
}

/**
 * Every change of the version a stage meant, newest first, from all events of the model, oldest first. A stage means the
 * highest undeleted number in it. Events of one moment come from one transaction, so nobody ever saw what was between them.
 */
export function replayStage(stage: Stage, events: readonly StageEvent[]): TargetMove[] {
  const stageOf = new Map<number, Stage>();
  const deleted = new Set<number>();
  const moves: TargetMove[] = [];
  let meant: number | null = null;
  events.forEach((event, index) => {
    if (event.change.kind === 'stage') stageOf.set(event.version, event.change.to);
    else if (event.change.deleted) deleted.add(event.version);
    else deleted.delete(event.version);
    if (events[index + 1]?.at.getTime() === event.at.getTime()) return;
    const means = highest([...stageOf].filter(([version, at]) => at === stage && !deleted.has(version)));
    if (means === meant) return;
    const { at, reason, ticket, actor } = event;
    moves.push({ at, fromVersion: meant, toVersion: means, reason, ticket, actor });
    meant = means;
  });
  return moves.reverse();
}

function highest(entries: readonly (readonly [number, Stage])[]): number | null {
  return entries.length === 0 ? null : Math.max(...entries.map(([version]) => version));
}
