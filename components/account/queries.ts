'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  endedSessionsSchema,
  enrolmentSchema,
  recoveryCodesSchema,
  secondFactorSchema,
  sessionListSchema,
} from '#lib/access/schemas.ts';
import { fetchJson, fetchVoid } from '#lib/client/api.ts';
import { queryKeys } from '#lib/client/query-keys.ts';

const sessionsKey = queryKeys.me.item('sessions');
const factorKey = queryKeys.me.item('second-factor');

export function useSessions() {
  return useQuery({
    queryKey: sessionsKey,
    queryFn: ({ signal }) =>
      fetchJson('/api/me/sessions', sessionListSchema, { query: { pageSize: 100 }, signal }),
  });
}

function useRefresh(...keys: (readonly unknown[])[]) {
  const client = useQueryClient();
  return () => Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })));
}

export function useRevokeSession() {
  const refresh = useRefresh(sessionsKey);
  return useMutation({
    mutationFn: (id: string) => fetchVoid(`/api/me/sessions/${id}`, { method: 'DELETE' }),
    onSettled: refresh,
  });
}

export function useRevokeOthers() {
  const refresh = useRefresh(sessionsKey);
  return useMutation({
    mutationFn: () => fetchJson('/api/me/sessions', endedSessionsSchema, { method: 'DELETE' }),
    onSettled: refresh,
  });
}

export function useSecondFactor() {
  return useQuery({
    queryKey: factorKey,
    queryFn: ({ signal }) => fetchJson('/api/me/second-factor', secondFactorSchema, { signal }),
  });
}

export function useBeginEnrolment() {
  return useMutation({
    mutationFn: (password: string) =>
      fetchJson('/api/me/second-factor/enrolment', enrolmentSchema, { method: 'POST', json: { password } }),
  });
}

/** The list shows it once the recovery codes have been kept, so nothing is refreshed here. */
export function useConfirmEnrolment() {
  return useMutation({
    mutationFn: (code: string) =>
      fetchJson('/api/me/second-factor/confirmation', recoveryCodesSchema, {
        method: 'POST',
        json: { code },
      }),
  });
}

/** What changing a second factor asks for. */
export interface Proof {
  password: string;
  code: string;
}

export function useRemoveSecondFactor() {
  const refresh = useRefresh(factorKey);
  return useMutation({
    mutationFn: (json: Proof) => fetchVoid('/api/me/second-factor', { method: 'DELETE', json }),
    onSuccess: refresh,
  });
}

/** Nothing is refreshed before the codes have been kept. */
export function useRenewRecoveryCodes() {
  return useMutation({
    mutationFn: (json: Proof) =>
      fetchJson('/api/me/second-factor/recovery-codes', recoveryCodesSchema, { method: 'POST', json }),
  });
}

export function useRefreshSecurity() {
  return useRefresh(factorKey, sessionsKey);
}
