'use client';

import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type CreateInvitation, createdInvitationSchema, invitationListSchema } from '#lib/access/schemas.ts';
import { fetchJson, fetchVoid } from '#lib/client/api.ts';
import { queryKeys } from '#lib/client/query-keys.ts';

const key = queryKeys.invitations.all;

export function useInvitations(query: { page: number; pageSize: number }) {
  return useQuery({
    queryKey: queryKeys.invitations.list(query),
    queryFn: ({ signal }) => fetchJson('/api/invitations', invitationListSchema, { query, signal }),
    placeholderData: keepPreviousData,
  });
}

function useRefresh() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: key });
}

export function useInvite() {
  const onSuccess = useRefresh();
  return useMutation({
    mutationFn: (json: CreateInvitation) =>
      fetchJson('/api/invitations', createdInvitationSchema, { method: 'POST', json }),
    onSuccess,
  });
}

export function useRevokeInvitation() {
  const onSettled = useRefresh();
  return useMutation({
    mutationFn: (id: string) => fetchVoid(`/api/invitations/${id}`, { method: 'DELETE' }),
    onSettled,
  });
}
