'use client';

import { useRef, useState } from 'react';
import type { EndpointDetail, ServedEntity } from '#lib/serving/schemas.ts';
import {
  bareEntity,
  rebaseDraft,
  sharesOf,
  startDraft,
  type TrafficDraft,
  withEntity,
  withLock,
  withoutEntity,
  withShare,
} from './draft.ts';
import { diffEntities } from './entity-diff.ts';
import type { DraftShare } from './split-draft.ts';

export interface DraftControls {
  /** What stands in the picture and the editor: the draft, or what is in force when there is none. */
  current: TrafficDraft;
  /** Every difference to the configuration it was made from, in words; empty when there is none. */
  changes: string[];
  /** Set when another configuration came in force since the draft was begun. */
  outdated: boolean;
  moveShare: (name: string, percentage: number) => void;
  /** Ends a drag: the next one starts from the shares it left. */
  settle: () => void;
  lock: (name: string, locked: boolean) => void;
  /** `previous`: name of the entity it replaces; null adds it. */
  keepEntity: (entity: ServedEntity, previous: string | null) => void;
  removeEntity: (name: string) => void;
  rebase: () => void;
  discard: () => void;
}

/** The one draft of an endpoint's page: shares and settings together become one configuration. */
export function useDraft(endpoint: EndpointDetail): DraftControls {
  const [draft, setDraft] = useState<TrafficDraft | null>(null);
  const origin = useRef<DraftShare[] | null>(null);
  const current = draftInForce(draft, endpoint);
  const changes = diffEntities(current.baseEntities, current.entities);
  const change = (next: TrafficDraft) => {
    origin.current = null;
    setDraft(next);
  };
  return {
    current,
    changes,
    outdated: changes.length > 0 && current.base !== endpoint.config,
    moveShare: (name, percentage) => {
      origin.current ??= sharesOf(current);
      setDraft(withShare(current, origin.current, name, percentage));
    },
    settle: () => {
      origin.current = null;
    },
    lock: (name, locked) => change(withLock(current, name, locked)),
    keepEntity: (entity, previous) => change(withEntity(current, bareEntity(entity), previous)),
    removeEntity: (name) => change(withoutEntity(current, name)),
    rebase: () => change(rebaseDraft(current, endpoint.config, endpoint.servedEntities)),
    discard: () => {
      origin.current = null;
      setDraft(null);
    },
  };
}

/** A draft that changes nothing follows the endpoint, keeping its locks. */
function draftInForce(draft: TrafficDraft | null, endpoint: EndpointDetail): TrafficDraft {
  if (draft !== null && diffEntities(draft.baseEntities, draft.entities).length > 0) return draft;
  const names = new Set(endpoint.servedEntities.map(({ name }) => name));
  const locked = draft?.locked.filter((name) => names.has(name)) ?? [];
  return { ...startDraft(endpoint.config, endpoint.servedEntities), locked };
}
