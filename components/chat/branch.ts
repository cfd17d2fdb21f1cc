/** A conversation is a tree: answering again or editing a question makes a sibling. The screen shows one branch of it. */
import type { ChatMessage } from '#lib/chat/schemas.ts';

export interface BranchStep {
  message: ChatMessage;
  /** Ids of the messages that could stand here, oldest first; contains `message.id`. */
  siblings: readonly string[];
}

/** From the first question to `leafId`. Empty when the leaf is not there. */
export function branchTo(messages: readonly ChatMessage[], leafId: string | null): BranchStep[] {
  const byId = new Map(messages.map((message) => [message.id, message]));
  const children = childrenOf(messages);
  const steps: BranchStep[] = [];
  const seen = new Set<string>();
  let current = leafId === null ? undefined : byId.get(leafId);
  while (current && !seen.has(current.id)) {
    seen.add(current.id);
    steps.unshift({
      message: current,
      siblings: (children.get(current.parentId) ?? []).map((message) => message.id),
    });
    current = current.parentId === null ? undefined : byId.get(current.parentId);
  }
  return steps;
}

/** The end of the branch that goes on from `id` through the newest message each time. */
export function newestLeafUnder(messages: readonly ChatMessage[], id: string): string {
  const children = childrenOf(messages);
  const seen = new Set<string>();
  let leaf = id;
  for (;;) {
    const next = children.get(leaf)?.at(-1);
    if (next === undefined || seen.has(next.id)) return leaf;
    seen.add(next.id);
    leaf = next.id;
  }
}

/** The leaf to show: the reader's choice, else the one the server remembers, else the newest. */
export function leafToShow(
  messages: readonly ChatMessage[],
  chosen: string | null,
  remembered: string | null,
): string | null {
  const has = (id: string | null) => id !== null && messages.some((message) => message.id === id);
  if (has(chosen)) return chosen;
  if (has(remembered)) return remembered;
  return [...messages].sort(byAge).at(-1)?.id ?? null;
}

/** Adds what was asked here and is not stored yet. Messages the server knows stay as it knows them. */
export function withPending(
  messages: readonly ChatMessage[],
  pending: readonly ChatMessage[],
): ChatMessage[] {
  const known = new Set(messages.map((message) => message.id));
  return [...messages, ...pending.filter((message) => !known.has(message.id))];
}

/** Puts answers that are over here, and only being written as far as `messages` knows, in their place. */
export function withFinished(
  messages: readonly ChatMessage[],
  finished: readonly ChatMessage[],
): ChatMessage[] {
  const byId = new Map(finished.map((message) => [message.id, message]));
  const updated = messages.map((message) =>
    message.status === 'streaming' ? (byId.get(message.id) ?? message) : message,
  );
  return withPending(updated, finished);
}

function childrenOf(messages: readonly ChatMessage[]): Map<string | null, ChatMessage[]> {
  return Map.groupBy([...messages].sort(byAge), (message) => message.parentId);
}

function byAge(a: ChatMessage, b: ChatMessage): number {
  return a.createdAt.localeCompare(b.createdAt) || a.id.localeCompare(b.id);
}
