/** Keeps refusals few: the first of a kind is told at once, those like it within a minute as one number. */
import type { Actor } from '../audit-entry.ts';

export interface Refusal {
  actor: Actor;
  action: string;
  subject: { kind: string; id: string; name: string };
  /** The permission that was missing; null when it was something else. */
  permission: string | null;
  reason: string;
}

export interface FoldedRefusal extends Refusal {
  times: number;
}

export interface FoldLimits {
  windowMs: number;
  /** Kinds kept apart at a time; refusals beyond are counted together, so that nobody can fill the log or the memory. */
  maxKnown: number;
  maxAnonymous: number;
}

interface Kind {
  refusal: Refusal;
  until: number;
  /** Not told yet. */
  folded: number;
}

export class RefusalFold {
  readonly #limits: FoldLimits;
  readonly #kinds = { known: new Map<string, Kind>(), anonymous: new Map<string, Kind>() };

  constructor(limits: FoldLimits) {
    this.#limits = limits;
  }

  /** What to tell of this refusal now; null when it is only counted. `now` is in milliseconds. */
  note(refusal: Refusal, now: number): FoldedRefusal | null {
    const isKnown = refusal.actor.id !== null;
    const kinds = isKnown ? this.#kinds.known : this.#kinds.anonymous;
    const max = isKnown ? this.#limits.maxKnown : this.#limits.maxAnonymous;
    const isNew = !kinds.has(keyOf(refusal));
    const kept = isNew && kinds.size >= max ? ofMany(refusal) : refusal;
    const key = keyOf(kept);
    const known = kinds.get(key);
    if (known) {
      known.folded += 1;
      return null;
    }
    kinds.set(key, { refusal: kept, until: now + this.#limits.windowMs, folded: 0 });
    return { ...kept, times: 1 };
  }

  /** What was counted of the kinds whose minute is over; of all kinds without `now`. They are forgotten. */
  take(now = Number.POSITIVE_INFINITY): FoldedRefusal[] {
    const taken: FoldedRefusal[] = [];
    for (const kinds of Object.values(this.#kinds)) {
      for (const [key, { refusal, until, folded }] of kinds) {
        if (until > now) continue;
        kinds.delete(key);
        if (folded > 0) taken.push({ ...refusal, times: folded });
      }
    }
    return taken;
  }

  get size(): number {
    return this.#kinds.known.size + this.#kinds.anonymous.size;
  }
}

function keyOf({ actor, action, subject, permission, reason }: Refusal): string {
  return JSON.stringify([
    actor.kind,
    actor.id ?? actor.address,
    action,
    subject.kind,
    subject.id,
    permission,
    reason,
  ]);
}

/** Beyond the limit only the action and the reason tell refusals apart: both come from a short list. */
function ofMany({ actor, action, reason }: Refusal): Refusal {
  const kind = actor.id === null ? 'anonymous' : 'many';
  return {
    actor: { kind, id: null, name: 'several callers', address: null },
    action,
    subject: { kind: 'several', id: 'several', name: 'several places' },
    permission: null,
    reason,
  };
}
