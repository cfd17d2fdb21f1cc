'use client';

import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { fetchJson, fetchVoid } from '#lib/client/api.ts';
import { queryKeys } from '#lib/client/query-keys.ts';
import {
  type Check,
  type CheckBodyInput,
  checkHistorySchema,
  checkListSchema,
  checkSchema,
  dependencyMapSchema,
  incidentSchema,
  type NoticeInput,
  type NoticeUpdate,
  noticeSchema,
  type StatusSettings,
  statusAdminSchema,
  type UptimeRange,
} from '#lib/health/schemas.ts';
import {
  type ScrapeTarget,
  type ScrapeTargetInput,
  scrapeTargetListSchema,
  scrapeTargetSchema,
} from '#lib/telemetry/schemas.ts';

const everyMs = 15_000;
const checks = '/api/checks';

/** Days begin at the reader's midnight. */
const timeZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

export type ChecksWanted = Readonly<Record<string, string | number | undefined>>;

export function useChecks(query: ChecksWanted) {
  return useQuery({
    queryKey: queryKeys.health.list({ what: 'checks', ...query }),
    queryFn: ({ signal }) =>
      fetchJson(checks, checkListSchema, { signal, query: { ...query, timeZone: timeZone() } }),
    placeholderData: keepPreviousData,
    refetchInterval: everyMs,
  });
}

export function useCheckHistory(id: string, range: UptimeRange) {
  return useQuery({
    queryKey: queryKeys.health.item(id, range),
    queryFn: ({ signal }) =>
      fetchJson(`${checks}/${id}`, checkHistorySchema, { signal, query: { range, timeZone: timeZone() } }),
    placeholderData: keepPreviousData,
    refetchInterval: everyMs,
  });
}

export function useDependencies() {
  return useQuery({
    queryKey: queryKeys.health.list({ what: 'dependencies' }),
    queryFn: ({ signal }) => fetchJson('/api/dependencies', dependencyMapSchema, { signal }),
    refetchInterval: 2 * everyMs,
  });
}

export function useStatusPage() {
  return useQuery({
    queryKey: queryKeys.health.list({ what: 'status' }),
    queryFn: ({ signal }) => fetchJson('/api/status/page', statusAdminSchema, { signal }),
    // A form is filled from it: it does not change under the reader's hands.
    refetchOnWindowFocus: false,
  });
}

export function useServers() {
  return useQuery({
    queryKey: queryKeys.health.list({ what: 'servers' }),
    queryFn: ({ signal }) => fetchJson('/api/resources/targets', scrapeTargetListSchema, { signal }),
    refetchInterval: everyMs,
  });
}

/** Runs a change and has everything of health read again, whether or not it worked. */
function useChange<Input, Output>(change: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.health.all }),
  });
}

/** Adds a check, or changes `before` unless somebody else did since it was read. */
export function useSaveCheck() {
  return useChange(({ before, json }: { before: Check | null; json: CheckBodyInput }) =>
    before === null
      ? fetchJson(checks, checkSchema, { method: 'POST', json })
      : fetchJson(`${checks}/${before.id}`, checkSchema, {
          method: 'PUT',
          json,
          headers: { 'if-match': `"${before.updatedAt}"` },
        }),
  );
}

export function useDeleteCheck() {
  return useChange((id: string) => fetchVoid(`${checks}/${id}`, { method: 'DELETE' }));
}

export function useRunCheck() {
  return useChange((id: string) => fetchJson(`${checks}/${id}/run`, checkSchema, { method: 'POST' }));
}

export function useNoteIncident(checkId: string) {
  return useChange(({ id, note }: { id: string; note: string }) =>
    fetchJson(`${checks}/${checkId}/incidents/${id}`, incidentSchema, { method: 'PUT', json: { note } }),
  );
}

export function useSaveStatusPage() {
  return useChange((json: StatusSettings) =>
    fetchJson('/api/status/page', statusAdminSchema, { method: 'PUT', json }),
  );
}

const notices = '/api/status/incidents';

export function useOpenNotice() {
  return useChange((json: NoticeInput) => fetchJson(notices, noticeSchema, { method: 'POST', json }));
}

export function useUpdateNotice() {
  return useChange(({ id, ...json }: NoticeUpdate & { id: string }) =>
    fetchJson(`${notices}/${id}/updates`, noticeSchema, { method: 'POST', json }),
  );
}

export function useDeleteNotice() {
  return useChange((id: string) => fetchVoid(`${notices}/${id}`, { method: 'DELETE' }));
}

const servers = '/api/resources/targets';

export function useSaveServer() {
  return useChange(({ before, json }: { before: ScrapeTarget | null; json: ScrapeTargetInput }) =>
    before === null
      ? fetchJson(servers, scrapeTargetSchema, { method: 'POST', json })
      : fetchJson(`${servers}/${before.id}`, scrapeTargetSchema, {
          method: 'PUT',
          json,
          headers: { 'if-match': `"${before.updatedAt}"` },
        }),
  );
}

export function useReadServer() {
  return useChange((id: string) =>
    fetchJson(`${servers}/${id}/read`, scrapeTargetSchema, { method: 'POST' }),
  );
}

export function useDeleteServer() {
  return useChange((id: string) => fetchVoid(`${servers}/${id}`, { method: 'DELETE' }));
}
