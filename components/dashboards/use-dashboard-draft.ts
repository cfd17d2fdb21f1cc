'use client';

import { useState } from 'react';
import { toast } from 'sonner';
import { ApiError } from '#lib/client/api.ts';
import type { Dashboard, DashboardInput, Panel } from '#lib/dashboards/schemas.ts';
import { useSaveDashboard } from './queries.ts';

export interface DashboardDraft {
  /** What is being made of it, or what it is. */
  shown: DashboardInput;
  changed: boolean;
  change: (part: Partial<DashboardInput>) => void;
  changePanels: (panels: Panel[]) => void;
  save: (after: () => void) => void;
  discard: () => void;
  busy: boolean;
  /** Somebody, or another window, saved it since this draft was begun. */
  overtaken: boolean;
  error: Error | null;
}

/** Changes of a dashboard that wait for "Save"; they remember the revision they began from. */
export function useDashboardDraft(dashboard: Dashboard): DashboardDraft {
  const [draft, setDraft] = useState<{ input: DashboardInput; revision: number } | null>(null);
  const mutation = useSaveDashboard(dashboard.id);
  const { name, description, visibility, defaultRange, panels, revision } = dashboard;
  const current = { name, description, visibility, defaultRange, panels };
  const change = (part: Partial<DashboardInput>) =>
    setDraft((before) => ({
      input: { ...(before?.input ?? current), ...part },
      revision: before?.revision ?? revision,
    }));
  const discard = () => {
    setDraft(null);
    mutation.reset();
  };
  return {
    shown: draft?.input ?? current,
    changed: draft !== null,
    change,
    changePanels: (next) => change({ panels: next }),
    save: (after) => {
      if (draft === null) return after();
      mutation.mutate(
        { ...draft.input, revision: draft.revision },
        {
          onSuccess: () => {
            setDraft(null);
            toast.success('The dashboard is saved.');
            after();
          },
        },
      );
    },
    discard,
    busy: mutation.isPending,
    overtaken: mutation.error instanceof ApiError && mutation.error.reason === 'changed_since',
    error: mutation.error,
  };
}
