'use client';

import { useEffect, useState } from 'react';
import type { GuardEvent } from '#lib/guardrails/schemas.ts';

export type TriageKey = 'next' | 'previous' | 'right' | 'wrong';

const keys: Readonly<Record<string, TriageKey>> = {
  j: 'next',
  ArrowDown: 'next',
  k: 'previous',
  ArrowUp: 'previous',
  r: 'right',
  w: 'wrong',
};

/** Whether keys go into a control that needs them itself. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest(
      'input, textarea, select, [contenteditable], [role=menu], [role=listbox], [role=dialog]',
    ) !== null
  );
}

/** One event at a time, by keys: j and k walk, r and w decide. */
export function useTriage(
  events: readonly GuardEvent[],
  decide: (event: GuardEvent, verdict: 'right' | 'wrong') => void,
) {
  const [id, setId] = useState<string | null>(null);
  const found = events.findIndex((event) => event.id === id);
  const at = found === -1 ? 0 : found;
  const current = events[at];
  const go = (step: number) => setId(events[Math.min(Math.max(at + step, 0), events.length - 1)]?.id ?? null);
  const judge = (verdict: 'right' | 'wrong') => {
    if (current === undefined) return;
    // A decided event leaves the queue: the one behind it comes under the reader's eyes.
    setId(events[at + 1]?.id ?? events[at - 1]?.id ?? null);
    decide(current, verdict);
  };
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const key = keys[event.key];
      if (key === undefined || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target))
        return;
      event.preventDefault();
      if (key === 'next' || key === 'previous') go(key === 'next' ? 1 : -1);
      else judge(key);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  });
  return { current, select: setId, go, judge };
}
