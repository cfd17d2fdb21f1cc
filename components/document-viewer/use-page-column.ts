'use client';

import { type RefObject, useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Box } from '#lib/knowledge/schemas.ts';
import { type PageSize, pageAt, pageGap, pagesInSight, pageTops, scaleFor } from './page-layout.ts';
import { useElementSize } from './use-element-size.ts';

export interface PageColumn {
  scale: number;
  /** Top of each page, and last the column's height. */
  tops: readonly number[];
  /** Numbers of the pages to draw. */
  drawn: readonly number[];
  /** The page being read. */
  current: number;
  onScroll: () => void;
  /** Shows a page, or the first of some boxes on it. */
  goTo: (page: number, boxes?: readonly Box[]) => void;
}

/** Lays pages out in a scrolling element and keeps the place when width or zoom change. */
export function usePageColumn(
  scroller: RefObject<HTMLElement | null>,
  sizes: readonly PageSize[],
  zoom: number,
): PageColumn {
  const view = useElementSize(scroller);
  const [scrollTop, setScrollTop] = useState(0);
  const scale = view === null ? 0 : scaleFor(sizes, view.width, zoom);
  const tops = useMemo(() => pageTops(sizes, scale), [sizes, scale]);
  const height = view?.height ?? 0;

  const before = useRef(scale);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element && before.current > 0 && scale > 0) element.scrollTop *= scale / before.current;
    before.current = scale;
  }, [scale, scroller]);

  const onScroll = useCallback(() => setScrollTop(scroller.current?.scrollTop ?? 0), [scroller]);
  const goTo = useCallback(
    (page: number, boxes: readonly Box[] = []) => {
      const element = scroller.current;
      if (!element || scale === 0) return;
      const top = tops[page - 1] ?? 0;
      const first = boxes.reduce((least, box) => Math.min(least, box.y), Number.POSITIVE_INFINITY);
      const down = Number.isFinite(first) ? first * scale - element.clientHeight * 0.2 : -pageGap;
      element.scrollTop = Math.max(0, top + Math.max(-pageGap, down));
    },
    [scroller, scale, tops],
  );
  return {
    scale,
    tops,
    drawn: scale === 0 ? [] : pagesInSight(tops, scrollTop, height),
    current: pageAt(tops, scrollTop + height / 3),
    onScroll,
    goTo,
  };
}
