'use client';

import { parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';

export interface Sort {
  /** Id of a column. */
  by: string;
  order: 'asc' | 'desc';
}

export interface ListState {
  q: string;
  sort: Sort;
  /** 1-based. */
  page: number;
  /** Back to page 1. */
  setQ: (q: string) => void;
  /** Back to page 1. */
  setSort: (sort: Sort) => void;
  setPage: (page: number) => void;
}

/** Search, sorting and page of a list, kept in the URL (`?q=…&sort=…&order=…&page=…`). */
export function useListState(initial: Sort): ListState {
  const [state, set] = useQueryStates(
    {
      q: parseAsString.withDefault(''),
      sort: parseAsString.withDefault(initial.by),
      order: parseAsStringLiteral(['asc', 'desc'] as const).withDefault(initial.order),
      page: parseAsInteger.withDefault(1),
    },
    { history: 'replace' },
  );
  return {
    q: state.q,
    sort: { by: state.sort, order: state.order },
    page: Math.max(1, state.page),
    setQ: (q) => void set({ q: q === '' ? null : q, page: null }),
    setSort: (sort) => void set({ sort: sort.by, order: sort.order, page: null }),
    setPage: (page) => void set({ page: page === 1 ? null : page }, { history: 'push' }),
  };
}
