'use client';

import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import {
  alertCountSchema,
  alertDetailSchema,
  alertListSchema,
  assigneesSchema,
  type BacktestInput,
  backtestSchema,
  type CreateSilence,
  type RuleInput,
  receiverListSchema,
  ruleDetailSchema,
  ruleListSchema,
  ruleSchema,
  ruleTemplateListSchema,
  silenceListSchema,
  silenceSchema,
  type UpdateRule,
} from '#lib/alerts/schemas.ts';
import { fetchJson, fetchVoid } from '#lib/client/api.ts';
import { queryKeys } from '#lib/client/query-keys.ts';

const base = '/api/alerts';
const everyMs = 10_000;

type Wanted = Readonly<Record<string, string | number | undefined>>;

export function useAlerts(query: Wanted) {
  return useQuery({
    queryKey: queryKeys.alerts.list({ what: 'alerts', ...query }),
    queryFn: ({ signal }) => fetchJson(base, alertListSchema, { signal, query: { ...query } }),
    placeholderData: keepPreviousData,
    refetchInterval: everyMs,
  });
}

/** For the badge in the rail. */
export function useAlertCount() {
  return useQuery({
    queryKey: queryKeys.alerts.list({ what: 'count' }),
    queryFn: ({ signal }) => fetchJson(`${base}/count`, alertCountSchema, { signal }),
    refetchInterval: 2 * everyMs,
  });
}

export function useAlert(id: string) {
  return useQuery({
    queryKey: queryKeys.alerts.item(id),
    queryFn: ({ signal }) => fetchJson(`${base}/${id}`, alertDetailSchema, { signal }),
    refetchInterval: everyMs,
  });
}

export function useRules(query: Wanted) {
  return useQuery({
    queryKey: queryKeys.alerts.list({ what: 'rules', ...query }),
    queryFn: ({ signal }) => fetchJson(`${base}/rules`, ruleListSchema, { signal, query: { ...query } }),
    placeholderData: keepPreviousData,
    refetchInterval: everyMs,
  });
}

export function useRule(id: string) {
  return useQuery({
    queryKey: queryKeys.alerts.item(id, 'rule'),
    queryFn: ({ signal }) => fetchJson(`${base}/rules/${id}`, ruleDetailSchema, { signal }),
    refetchInterval: everyMs,
  });
}

function useChoices<Schema extends z.ZodType>(what: string, schema: Schema, enabled: boolean) {
  return useQuery({
    queryKey: queryKeys.alerts.list({ what }),
    queryFn: ({ signal }) => fetchJson(`${base}/${what}`, schema, { signal }),
    staleTime: 60_000,
    enabled,
  });
}

export const useTemplates = (enabled = true) => useChoices('templates', ruleTemplateListSchema, enabled);
export const useReceivers = () => useChoices('receivers', receiverListSchema, true);
export const useAssignees = (enabled = true) => useChoices('assignees', assigneesSchema, enabled);

export function useSilences(query: Wanted) {
  return useQuery({
    queryKey: queryKeys.alerts.list({ what: 'silences', ...query }),
    queryFn: ({ signal }) =>
      fetchJson(`${base}/silences`, silenceListSchema, { signal, query: { ...query } }),
    placeholderData: keepPreviousData,
    refetchInterval: 3 * everyMs,
  });
}

/** Runs a change and has everything about alerts read again, whether or not it worked. */
function useChange<Input, Output>(change: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.alerts.all }),
  });
}

export function useAcknowledge(id: string) {
  return useChange((on: boolean) =>
    fetchJson(`${base}/${id}/acknowledgement`, alertDetailSchema, { method: on ? 'PUT' : 'DELETE' }),
  );
}

export function useAssign(id: string) {
  return useChange((userId: string | null) =>
    fetchJson(`${base}/${id}/assignee`, alertDetailSchema, { method: 'PUT', json: { userId } }),
  );
}

export function useNote(id: string) {
  return useChange((text: string) =>
    fetchJson(`${base}/${id}/notes`, alertDetailSchema, { method: 'POST', json: { text } }),
  );
}

export function useCreateSilence() {
  return useChange((json: CreateSilence) =>
    fetchJson(`${base}/silences`, silenceSchema, { method: 'POST', json }),
  );
}

export function useEndSilence() {
  return useChange((id: string) => fetchVoid(`${base}/silences/${id}`, { method: 'DELETE' }));
}

export function useCreateRule() {
  return useChange((json: RuleInput) => fetchJson(`${base}/rules`, ruleSchema, { method: 'POST', json }));
}

export function useUpdateRule() {
  return useChange(({ id, ...json }: UpdateRule & { id: string }) =>
    fetchJson(`${base}/rules/${id}`, ruleSchema, { method: 'PUT', json }),
  );
}

export function useDeleteRule() {
  return useChange((id: string) => fetchVoid(`${base}/rules/${id}`, { method: 'DELETE' }));
}

export function useBacktest() {
  return useMutation({
    mutationFn: (json: BacktestInput) =>
      fetchJson(`${base}/rules/backtest`, backtestSchema, { method: 'POST', json }),
  });
}
