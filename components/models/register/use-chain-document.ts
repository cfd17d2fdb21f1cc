'use client';

import { useEffect, useMemo, useState } from 'react';
import type { ChainProblem } from '#lib/chain/schemas.ts';
import { useChainValidation } from '../queries.ts';
import { type ChainField, type ChainForm, readForm, writeField } from './chain-document.ts';

const noProblems: readonly ChainProblem[] = [];
const pauseMs = 300;

/** One text, two views of it, and the server's verdict when typing pauses. */
export function useChainDocument(initial: string) {
  const [source, setSource] = useState(initial);
  const settled = useSettled(source);
  const validation = useChainValidation(settled);
  const form = useMemo(() => readForm(source), [source]);
  const change = (values: Partial<ChainForm>) =>
    setSource((text) =>
      (Object.entries(values) as [ChainField, ChainForm[ChainField]][]).reduce(
        (changed, [field, value]) => writeField(changed, field, value),
        text,
      ),
    );
  return {
    source,
    setSource,
    form,
    change,
    problems: validation.data?.problems ?? noProblems,
    /** The verdict does not belong to this text yet. */
    checking: settled !== source || validation.isPlaceholderData || validation.isPending,
    error: validation.error,
  };
}

/** The value once it has not changed for a moment. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pauseMs);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
