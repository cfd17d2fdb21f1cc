import type { Caller } from '../access/index.ts';

/** What sticks to a served entity, and where it came from. */
export interface Unit {
  kind: 'user' | 'conversation' | 'header' | 'request';
  value: string;
}

interface Asked {
  caller: Caller;
  unit: Unit | null;
  conversationId: string | null;
  requestId: string;
}

/**
 * The signed-in person; else whom the caller named; else the conversation; else the request is its own unit. The owner of an
 * API key is nobody's unit: one program asks for many people, and all of them would land on one entity.
 */
export function unitOf(request: Asked): Unit {
  const { caller, unit, conversationId, requestId } = request;
  if (caller.kind === 'user') return { kind: 'user', value: caller.id };
  if (unit !== null) return unit;
  if (conversationId !== null) return { kind: 'conversation', value: conversationId };
  return { kind: 'request', value: requestId };
}
