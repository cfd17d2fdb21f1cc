'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { proposing } from '#components/changes/proposals.ts';
import { fetchJson, fetchVoid } from '#lib/client/api.ts';
import { queryKeys } from '#lib/client/query-keys.ts';
import {
  type CreateEndpoint,
  endpointSummarySchema,
  type RollbackEndpoint,
  type ScheduleTraffic,
  type UpdateEndpoint,
} from '#lib/serving/schemas.ts';
import { endpointApi } from './hrefs.ts';

/** Long enough to show what was changed when a form lets go; a question that hangs must not hold its button. */
const longestRefreshMs = 2000;

/** Models name the endpoints that serve them, so their screens are asked again too. */
function useEndpointsChanged() {
  const client = useQueryClient();
  return () =>
    Promise.race([
      Promise.all([
        client.invalidateQueries({ queryKey: queryKeys.endpoints.all }),
        client.invalidateQueries({ queryKey: queryKeys.models.all }),
      ]),
      new Promise((resolve) => setTimeout(resolve, longestRefreshMs)),
    ]);
}

export function useCreateEndpoint() {
  const changed = useEndpointsChanged();
  return useMutation({
    meta: proposing((input: CreateEndpoint) => ({ kind: 'endpoint.create', input })),
    mutationFn: (json: CreateEndpoint) =>
      fetchJson('/api/endpoints', endpointSummarySchema, { method: 'POST', json }),
    onSuccess: changed,
  });
}

/** After a refusal the endpoint is read again too: somebody else may have changed it. */
export function useUpdateEndpoint(name: string) {
  const changed = useEndpointsChanged();
  return useMutation({
    meta: proposing((input: UpdateEndpoint) => ({ kind: 'endpoint.update', endpoint: name, input })),
    mutationFn: (json: UpdateEndpoint) =>
      fetchJson(endpointApi(name), endpointSummarySchema, { method: 'PATCH', json }),
    onSettled: changed,
  });
}

/** The deleted endpoint's own queries are left alone: its screen is still there for a moment. */
export function useDeleteEndpoint(name: string) {
  const client = useQueryClient();
  return useMutation({
    meta: proposing(() => ({ kind: 'endpoint.delete', endpoint: name, input: { confirm: name } })),
    mutationFn: () => fetchVoid(endpointApi(name), { method: 'DELETE', query: { confirm: name } }),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: queryKeys.endpoints.lists }),
        client.invalidateQueries({ queryKey: queryKeys.models.all }),
      ]),
  });
}

export function useRollbackEndpoint(name: string) {
  const changed = useEndpointsChanged();
  return useMutation({
    meta: proposing((input: RollbackEndpoint) => ({ kind: 'endpoint.rollback', endpoint: name, input })),
    mutationFn: (json: RollbackEndpoint) =>
      fetchJson(endpointApi(name, 'rollback'), endpointSummarySchema, { method: 'POST', json }),
    onSettled: changed,
  });
}

export function usePlanTraffic(name: string) {
  const changed = useEndpointsChanged();
  return useMutation({
    meta: proposing((input: ScheduleTraffic) => ({ kind: 'endpoint.schedule', endpoint: name, input })),
    mutationFn: (json: ScheduleTraffic) =>
      fetchVoid(endpointApi(name, 'schedules'), { method: 'POST', json }),
    onSettled: changed,
  });
}

export function useCancelSchedule(name: string) {
  const changed = useEndpointsChanged();
  return useMutation({
    mutationFn: (id: string) => fetchVoid(endpointApi(name, 'schedules', id), { method: 'DELETE' }),
    onSettled: changed,
  });
}
