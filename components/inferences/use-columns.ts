'use client';

import { useMemo } from 'react';
import { z } from 'zod';
import type { Column } from '#components/ui/data-table.tsx';
import { useStoredState } from '#lib/client/use-stored-state.ts';
import type { InferenceSummary } from '#lib/inference/schemas.ts';
import { inferenceColumns } from './inference-columns.tsx';

const initial = inferenceColumns.filter((column) => !column.initiallyHidden).map(({ id }) => id);
const stored = z.array(z.string());

export interface ChosenColumns {
  /** Those shown, in the reader's order. */
  columns: readonly Column<InferenceSummary>[];
  /** Their ids; empty resets to what everybody starts with. */
  ids: readonly string[];
  choose: (ids: string[]) => void;
}

/** Which columns the reader sees, in which order; remembered in this browser. */
export function useColumns(): ChosenColumns {
  const [ids, setIds] = useStoredState('columns.inferences-ordered', stored, initial);
  const columns = useMemo(() => {
    const known = ids.flatMap((id) => inferenceColumns.find((column) => column.id === id) ?? []);
    const needed = inferenceColumns.filter(({ alwaysShown, id }) => alwaysShown && !ids.includes(id));
    return [...needed, ...known];
  }, [ids]);
  return {
    columns,
    ids: columns.map(({ id }) => id),
    choose: (next) => setIds(next.length === 0 ? initial : next),
  };
}
