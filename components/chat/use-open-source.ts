'use client';

import { createParser, useQueryState } from 'nuqs';
import { useCallback } from 'react';

export interface OpenSource {
  /** Id of the answer. */
  answerId: string;
  /** The n of `[n]`. */
  marker: number;
}

const parser = createParser<OpenSource>({
  parse: (text) => {
    const [answerId, marker] = text.split('~');
    const number = Number(marker);
    return answerId && Number.isInteger(number) ? { answerId, marker: number } : null;
  },
  serialize: ({ answerId, marker }) => `${answerId}~${marker}`,
  eq: (a, b) => a.answerId === b.answerId && a.marker === b.marker,
});

/** The source open beside the answer, kept in the URL (`?source=<answer>~<n>`) so that it can be shared and reloaded. */
export function useOpenSource() {
  const [source, setSource] = useQueryState('source', parser);
  const open = useCallback(
    (answerId: string, marker: number) =>
      void setSource((shown) =>
        shown?.answerId === answerId && shown.marker === marker ? null : { answerId, marker },
      ),
    [setSource],
  );
  const close = useCallback(() => void setSource(null), [setSource]);
  return { source, open, close };
}
