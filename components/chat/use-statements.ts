'use client';

import { useMemo } from 'react';
import type { ShownAnswer } from './pending-messages.ts';

/** An answer's sentences that cite a marker, as they were checked; empty while it is being written. */
export function useStatements(
  answer: Pick<ShownAnswer, 'text' | 'detail'> | undefined,
  marker: number | undefined,
): readonly string[] {
  const text = answer?.text ?? '';
  const checks = answer?.detail?.checks;
  return useMemo(
    () =>
      (checks ?? [])
        .filter((check) => marker !== undefined && check.markers.includes(marker))
        .map((check) => text.slice(check.start, check.end).replaceAll(/\[\d+\]/g, ' ')),
    [text, checks, marker],
  );
}
