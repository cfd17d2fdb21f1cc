'use client';

import { useEffect, useRef, useState } from 'react';
import { useRefreshKnowledge } from './mutations.ts';
import {
  type IngestProgress,
  observe,
  progressOf,
  type Sample,
  timeLeft,
  workLeft,
} from './progress-estimate.ts';
import { useActiveDocuments } from './queries.ts';

export interface Ingest {
  progress: IngestProgress;
  /** 0–1 over all documents, with the shares of those in work. */
  share: number;
  /** Milliseconds; null while it cannot be told. */
  timeLeftMs: number | null;
}

/** What is going on in a knowledge base, with the time left by the speed seen here. Undefined before it is known. */
export function useIngest(name: string): Ingest | undefined {
  const active = useActiveDocuments(name);
  const refresh = useRefreshKnowledge();
  const samples = useRef<readonly Sample[]>([]);
  const [timeLeftMs, setTimeLeft] = useState<number | null>(null);
  const progress = active.data && progressOf(active.data.counts);
  const left = active.data && progress ? workLeft(progress.active, active.data.items) : 0;

  useEffect(() => {
    samples.current = left > 0 ? observe(samples.current, { at: active.dataUpdatedAt, left }) : [];
    setTimeLeft(timeLeft(samples.current));
  }, [active.dataUpdatedAt, left]);

  const busy = (progress?.active ?? 0) > 0;
  const wasBusy = useRef(false);
  useEffect(() => {
    if (wasBusy.current && !busy) void refresh();
    wasBusy.current = busy;
  });

  if (!progress) return undefined;
  const share = progress.total === 0 ? 1 : (progress.total - left) / progress.total;
  return { progress, share, timeLeftMs };
}
