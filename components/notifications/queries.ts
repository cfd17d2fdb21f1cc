'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { fetchJson, fetchVoid } from '#lib/client/api.ts';
import { queryKeys } from '#lib/client/query-keys.ts';
import {
  type Channel,
  type ChannelInput,
  channelListSchema,
  channelSchema,
  createdChannelSchema,
  type DeliveryList,
  type DeliveryState,
  deliveryListSchema,
  noticeListSchema,
} from '#lib/notifications/schemas.ts';

const channelsPath = '/api/notifications/channels';

export function useChannels() {
  return useQuery({
    queryKey: queryKeys.notifications.list({ what: 'channels' }),
    queryFn: ({ signal }) => fetchJson(channelsPath, channelListSchema, { signal }),
  });
}

interface DeliveriesWanted {
  state: DeliveryState | null;
  page: number;
  pageSize: number;
}

/** Looked at again while something is on its way. */
export function useDeliveries(query: DeliveriesWanted) {
  return useQuery({
    queryKey: queryKeys.notifications.list({ what: 'deliveries', ...query }),
    queryFn: ({ signal }) =>
      fetchJson('/api/notifications/deliveries', deliveryListSchema, { signal, query: { ...query } }),
    refetchInterval: ({ state }) => (isMoving(state.data) ? 2000 : 30_000),
  });
}

function isMoving(list: DeliveryList | undefined): boolean {
  return list?.items.some(({ state }) => state === 'waiting' || state === 'sending') ?? false;
}

/** Runs a change and has every list read again, whether or not it worked. */
function useChange<Input, Output>(change: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.notifications.all }),
  });
}

export function useCreateChannel() {
  return useChange((json: ChannelInput) =>
    fetchJson(channelsPath, createdChannelSchema, { method: 'POST', json }),
  );
}

/** Refused when somebody else changed the channel since `before` was read. */
export function useUpdateChannel() {
  return useChange(({ before, json }: { before: Channel; json: ChannelInput }) =>
    fetchJson(`${channelsPath}/${before.id}`, channelSchema, {
      method: 'PUT',
      json,
      headers: { 'if-match': `"${before.updatedAt}"` },
    }),
  );
}

export function useDeleteChannel() {
  return useChange((id: string) => fetchVoid(`${channelsPath}/${id}`, { method: 'DELETE' }));
}

export function useTestChannel() {
  return useChange((id: string) => fetchVoid(`${channelsPath}/${id}/test`, { method: 'POST' }));
}

export function useRenewSecret() {
  return useChange((id: string) =>
    fetchJson(`${channelsPath}/${id}/secret`, createdChannelSchema, { method: 'POST' }),
  );
}

export function useSendAgain() {
  return useChange((id: string) => fetchVoid(`/api/notifications/deliveries/${id}/send`, { method: 'POST' }));
}

const noticesEveryMs = 60_000;

export function useNotices(enabled: boolean) {
  return useQuery({
    queryKey: queryKeys.notices.all,
    queryFn: ({ signal }) => fetchJson('/api/me/notices', noticeListSchema, { signal }),
    refetchInterval: noticesEveryMs,
    enabled,
  });
}

/** Puts one notice away, or with null all of them. */
export function useDismissNotices() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string | null) =>
      fetchVoid(id === null ? '/api/me/notices' : `/api/me/notices/${id}`, { method: 'DELETE' }),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.notices.all }),
  });
}
