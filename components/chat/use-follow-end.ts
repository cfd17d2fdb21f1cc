'use client';

import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

const near = 96;

/**
 * Keeps the end of a growing text in view while the reader is there; whoever has scrolled up stays where they are and is
 * offered the way back. `newest` changes when something new begins, which always comes into view.
 */
export function useFollowEnd(newest: string | null) {
  const scroller = useRef<HTMLDivElement>(null);
  const following = useRef(true);
  const [away, setAway] = useState(false);

  const toEnd = useCallback(() => {
    following.current = true;
    setAway(false);
    const element = scroller.current;
    if (element) element.scrollTop = element.scrollHeight;
  }, []);

  const onScroll = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    following.current = element.scrollHeight - element.scrollTop - element.clientHeight < near;
    setAway(!following.current);
  }, []);

  useEffect(() => {
    const content = scroller.current?.firstElementChild;
    if (!content) return;
    const watcher = new ResizeObserver(() => {
      if (following.current) toEnd();
    });
    watcher.observe(content);
    return () => watcher.disconnect();
  }, [toEnd]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new answer is the reason to go to the end
  useLayoutEffect(toEnd, [newest, toEnd]);

  return { scroller, onScroll, away, toEnd };
}
