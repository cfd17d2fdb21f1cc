'use client';

import { useState } from 'react';

export interface CursorPages {
  /** Of the page on screen; undefined for the first. */
  cursor: string | undefined;
  forward: (cursor: string) => void;
  /** Null on the first page. */
  back: (() => void) | null;
}

/** Cursors walk forward only, so the way back is remembered here; another query starts over. */
export function useCursorPages(query: string): CursorPages {
  const [state, setState] = useState<{ query: string; cursors: string[] }>({ query, cursors: [] });
  const cursors = state.query === query ? state.cursors : [];
  return {
    cursor: cursors.at(-1),
    forward: (cursor: string) => setState({ query, cursors: [...cursors, cursor] }),
    back: cursors.length === 0 ? null : () => setState({ query, cursors: cursors.slice(0, -1) }),
  };
}
