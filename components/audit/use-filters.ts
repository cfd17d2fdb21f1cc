'use client';

import { parseAsBoolean, parseAsString, useQueryStates } from 'nuqs';

/** Everything that selects events, in the URL: a link to a filtered log is a link to exactly these events. */
export function useAuditFilters() {
  return useQueryStates(
    {
      q: parseAsString.withDefault(''),
      action: parseAsString,
      subjectKind: parseAsString,
      actor: parseAsString,
      subject: parseAsString,
      ticket: parseAsString,
      address: parseAsString,
      refused: parseAsBoolean,
    },
    { history: 'replace' },
  );
}

export type AuditFilterState = ReturnType<typeof useAuditFilters>[0];
export type ChangeAuditFilters = ReturnType<typeof useAuditFilters>[1];

/** The state as query parameters, without what is not set. */
export function toQuery(state: AuditFilterState): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(state).flatMap(([key, value]) =>
      value === null || value === '' ? [] : [[key, String(value)]],
    ),
  );
}
