'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { toast } from 'sonner';
import { useInference } from '#components/inferences/queries.ts';
import { useShortcutSheet } from '#components/layout/shortcuts.tsx';
import { useDrawerId } from '#components/ui/drawer.tsx';
import { describeError } from '#lib/client/api.ts';
import type { InferenceSummary } from '#lib/inference/schemas.ts';
import { useLabels, useMark } from './queries.ts';
import { triageAction } from './triage-keys.ts';
import { stepFrom } from './triage-step.ts';

interface TriageOptions {
  mayMark: boolean;
  onCollect: ((requestIds: string[]) => void) | null;
}

export interface TriageDrawerState {
  current: InferenceSummary | null;
  /** Of how many on this page, from 1; null when it is not on the page (any more). */
  place: number | null;
  hasNext: boolean;
  hasPrevious: boolean;
  open: (requestId: string | null) => void;
  go: (step: 1 | -1) => void;
  toggleLabel: (id: string) => void;
  finish: () => void;
}

/** Whether something lies above the drawer: the help, a dialog, a menu of filters. Keys are for that then. */
function isCovered(): boolean {
  return (
    document.querySelectorAll(':is([role="dialog"], [role="alertdialog"])[data-state="open"]').length > 1
  );
}

/** One row of the page after the other; `?open=` holds which. A row that leaves the list while it is read stays open. */
export function useTriageDrawer(
  rows: readonly InferenceSummary[],
  options: TriageOptions,
): TriageDrawerState {
  const { mayMark, onCollect } = options;
  const router = useRouter();
  const [id, setId] = useDrawerId('open');
  const labels = useLabels();
  const mark = useMark();
  const at = rows.findIndex((row) => row.requestId === id);
  const elsewhere = useInference(id, at < 0);
  const current = rows[at] ?? (id === null ? null : (elsewhere.data ?? null));
  const last = useRef(0);
  useEffect(() => {
    if (at >= 0) last.current = at;
  }, [at]);
  const showHelp = useShortcutSheet();
  const onError = (error: unknown) => toast.error(describeError(error).message);
  const go = (step: 1 | -1) => {
    const next = rows[stepFrom({ at, last: last.current }, step)];
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
      const action = triageAction(event);
      if (current === null || action === null || event.defaultPrevented || isCovered()) return;
      event.preventDefault();
      if (action === 'next') go(1);
      else if (action === 'previous') go(-1);
      else if (action === 'open') router.push(`/inferences/${current.requestId}`);
      else if (action === 'dataset') onCollect?.([current.requestId]);
      else if (action === 'done') finish();
      else if (action === 'help') showHelp();
      else {
        const label = labels.data?.items.find(({ shortcut }) => shortcut === action.label);
        if (label !== undefined) toggleLabel(label.id);
      }
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  });
  return {
    current,
    place: at < 0 ? null : at + 1,
    hasNext: at < rows.length - 1,
    hasPrevious: at !== 0,
    open: setId,
    go,
    toggleLabel,
    finish,
  };
}
