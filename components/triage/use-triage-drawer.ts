'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { toast } from 'sonner';
import { useDrawerId } from '#components/ui/drawer.tsx';
import { describeError } from '#lib/client/api.ts';
import type { InferenceSummary } from '#lib/inference/schemas.ts';
import { useLabels, useMark } from './queries.ts';
import { triageAction } from './triage-keys.ts';

interface TriageOptions {
  mayMark: boolean;
  onCollect: ((requestIds: string[]) => void) | null;
  /** Keys go to something above the drawer. */
  paused: boolean;
}

export interface TriageDrawerState {
  current: InferenceSummary | null;
  /** Of how many on this page, from 1. */
  place: number;
  open: (requestId: string | null) => void;
  go: (step: 1 | -1) => void;
  toggleLabel: (id: string) => void;
  finish: () => void;
}

/** One row of the page after the other; `?open=` holds which. */
export function useTriageDrawer(
  rows: readonly InferenceSummary[],
  options: TriageOptions,
): TriageDrawerState {
  const { mayMark, onCollect, paused } = options;
  const router = useRouter();
  const [id, setId] = useDrawerId('open');
  const labels = useLabels();
  const mark = useMark();
  const at = rows.findIndex((row) => row.requestId === id);
  const current = rows[at] ?? null;
  const onError = (error: unknown) => toast.error(describeError(error).message);
  const go = (step: 1 | -1) => {
    const next = rows[at + step];
    if (next !== undefined) setId(next.requestId);
  };
  const toggleLabel = (label: string) => {
    if (current === null || !mayMark) return;
    const change = current.labels.includes(label) ? { remove: [label] } : { add: [label] };
    mark.mutate({ requestIds: [current.requestId], ...change }, { onError });
  };
  const finish = () => {
    if (current === null || !mayMark) return;
    mark.mutate({ requestIds: [current.requestId], done: !current.done }, { onError });
    if (!current.done) go(1);
  };
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const action = paused ? null : triageAction(event);
      if (current === null || action === null || event.defaultPrevented) return;
      event.preventDefault();
      if (action === 'next') go(1);
      else if (action === 'previous') go(-1);
      else if (action === 'open') router.push(`/inferences/${current.requestId}`);
      else if (action === 'dataset') onCollect?.([current.requestId]);
      else if (action === 'done') finish();
      else {
        const label = labels.data?.items.find(({ shortcut }) => shortcut === action.label);
        if (label !== undefined) toggleLabel(label.id);
      }
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  });
  return { current, place: at + 1, open: setId, go, toggleLabel, finish };
}
