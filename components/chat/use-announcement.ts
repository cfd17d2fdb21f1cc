'use client';

import { useEffect, useState } from 'react';
import type { LiveAnswer } from './use-answer-stream.ts';

/** What a screen reader is told: that an answer is ready or failed, never its words one by one. */
export function useAnnouncement(live: LiveAnswer | null): string {
  const [text, setText] = useState('');
  const phase = live?.state.phase;
  useEffect(() => {
    if (phase === 'waiting') setText('');
    if (phase === 'done') setText('Answer ready');
    if (phase === 'failed') setText('The answer could not be completed');
  }, [phase]);
  return text;
}
