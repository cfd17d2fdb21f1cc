import type { EventAction, EventStage, Guard, GuardHit, GuardSummary } from './schemas.ts';

/** What the guards of one request found; finds of one kind are one hit with their number. */
export class Hits {
  readonly #hits = new Map<string, GuardHit>();

  add(hit: Omit<GuardHit, 'count'>): void {
    const key = `${hit.stage}/${hit.guard}/${hit.kind}/${hit.action}`;
    const known = this.#hits.get(key);
    if (known) known.count += 1;
    else this.#hits.set(key, { ...hit, kind: hit.kind.slice(0, 200), count: 1 });
  }

  /** For a stage that is gone through again, by a fallback. */
  forget(stage: EventStage): void {
    for (const [key, hit] of this.#hits) if (hit.stage === stage) this.#hits.delete(key);
  }

  get all(): GuardHit[] {
    return [...this.#hits.values()];
  }

  of(stage: EventStage): GuardHit[] {
    return this.all.filter((hit) => hit.stage === stage);
  }
}

export function summaryOf(hits: readonly GuardHit[]): GuardSummary {
  const with_ = (action: EventAction) => hits.filter((hit) => hit.action === action);
  const [blocked] = with_('blocked');
  const marks = [...with_('flagged'), ...with_('left-out')].map(({ stage, guard }) => ({ stage, guard }));
  return {
    blocked: blocked === undefined ? null : { stage: blocked.stage, guard: blocked.guard },
    masked: with_('masked').map(({ stage, kind, count }) => ({ stage, kind, count })),
    flagged: distinct(marks),
  };
}

function distinct(marks: readonly { stage: EventStage; guard: Guard }[]) {
  return [...new Map(marks.map((mark) => [`${mark.stage}/${mark.guard}`, mark])).values()];
}
