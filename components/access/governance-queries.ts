'use client';

import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  accessDescriptionSchema,
  type CreateGrant,
  explanationSchema,
  grantListSchema,
  grantSummarySchema,
  roleListSchema,
  roleSummarySchema,
  type SaveRole,
  type SaveTeam,
  teamListSchema,
  teamMemberListSchema,
  teamSummarySchema,
} from '#lib/access/schemas.ts';
import { fetchJson, fetchVoid } from '#lib/client/api.ts';
import { queryKeys } from '#lib/client/query-keys.ts';

type Query = Readonly<Record<string, string | number>>;

/** Who holds what hangs together: a change of a team changes what its members may do. */
function useRefreshAccess() {
  const client = useQueryClient();
  const keys = [queryKeys.grants.all, queryKeys.teams.all, queryKeys.roles.all, queryKeys.users.all];
  return () => Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })));
}

export function useGrants(query: Query) {
  return useQuery({
    queryKey: queryKeys.grants.list(query),
    queryFn: ({ signal }) => fetchJson('/api/grants', grantListSchema, { query, signal }),
    placeholderData: keepPreviousData,
  });
}

export function useCreateGrant() {
  const refresh = useRefreshAccess();
  return useMutation({
    mutationFn: (json: CreateGrant) => fetchJson('/api/grants', grantSummarySchema, { method: 'POST', json }),
    onSuccess: refresh,
  });
}

export function useRevokeGrant() {
  const refresh = useRefreshAccess();
  return useMutation({
    mutationFn: (id: string) => fetchVoid(`/api/grants/${id}`, { method: 'DELETE' }),
    onSuccess: refresh,
  });
}

export function useTeams(query: Query) {
  return useQuery({
    queryKey: queryKeys.teams.list(query),
    queryFn: ({ signal }) => fetchJson('/api/teams', teamListSchema, { query, signal }),
    placeholderData: keepPreviousData,
  });
}

export function useTeam(id: string) {
  return useQuery({
    queryKey: queryKeys.teams.item(id),
    queryFn: ({ signal }) => fetchJson(`/api/teams/${id}`, teamSummarySchema, { signal }),
  });
}

export function useMembers(id: string, query: Query) {
  return useQuery({
    queryKey: queryKeys.teams.item(id, 'members', query),
    queryFn: ({ signal }) => fetchJson(`/api/teams/${id}/members`, teamMemberListSchema, { query, signal }),
    placeholderData: keepPreviousData,
  });
}

/** `id` null adds a team. */
export function useSaveTeam() {
  const refresh = useRefreshAccess();
  return useMutation({
    mutationFn: ({ id, team }: { id: string | null; team: SaveTeam }) =>
      id === null
        ? fetchJson('/api/teams', teamSummarySchema, { method: 'POST', json: team })
        : fetchJson(`/api/teams/${id}`, teamSummarySchema, { method: 'PATCH', json: team }),
    onSuccess: refresh,
  });
}

export function useDeleteTeam() {
  const refresh = useRefreshAccess();
  return useMutation({
    mutationFn: (id: string) => fetchVoid(`/api/teams/${id}`, { method: 'DELETE' }),
    onSuccess: refresh,
  });
}

export function useChangeMember(teamId: string) {
  const refresh = useRefreshAccess();
  return useMutation({
    mutationFn: ({ userId, member }: { userId: string; member: boolean }) =>
      fetchVoid(`/api/teams/${teamId}/members/${userId}`, { method: member ? 'PUT' : 'DELETE' }),
    onSuccess: refresh,
  });
}

export function useRoles() {
  return useQuery({
    queryKey: queryKeys.roles.lists,
    queryFn: ({ signal }) => fetchJson('/api/roles', roleListSchema, { signal }),
  });
}

export function useSaveRole() {
  const refresh = useRefreshAccess();
  return useMutation({
    mutationFn: ({ name, role }: { name: string; role: SaveRole }) =>
      fetchJson(`/api/roles/${name}`, roleSummarySchema, { method: 'PUT', json: role }),
    onSuccess: refresh,
  });
}

export function useDeleteRole() {
  const refresh = useRefreshAccess();
  return useMutation({
    mutationFn: (name: string) => fetchVoid(`/api/roles/${name}`, { method: 'DELETE' }),
    onSuccess: refresh,
  });
}

export function useAccessOf(userId: string) {
  return useQuery({
    queryKey: queryKeys.users.item(userId, 'access'),
    queryFn: ({ signal }) => fetchJson(`/api/users/${userId}/access`, accessDescriptionSchema, { signal }),
  });
}

/** Asked once there is a question. */
export function useExplanation(query: Query | null) {
  return useQuery({
    queryKey: queryKeys.grants.item('explain', query),
    queryFn: ({ signal }) =>
      fetchJson('/api/access/explain', explanationSchema, { query: query ?? {}, signal }),
    enabled: query !== null,
  });
}
