'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { proposing } from '#components/changes/proposals.ts';
import { fetchJson, fetchVoid } from '#lib/client/api.ts';
import { queryKeys } from '#lib/client/query-keys.ts';
import { type PromoteVersion, promotionResultSchema } from '#lib/promotion/schemas.ts';
import {
  aliasMoveSchema,
  type CreateModel,
  type DeleteVersion,
  type MoveAlias,
  modelSummarySchema,
  type RegisterVersion,
  registeredVersionSchema,
  stageTransitionSchema,
  type TransitionStage,
  type UpdateModel,
  type UpdateVersion,
} from '#lib/registry/schemas.ts';
import { modelApi, versionApi } from './hrefs.ts';

/** Runs list the versions that came from them. */
function useModelsChanged() {
  const client = useQueryClient();
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: queryKeys.models.all }),
      client.invalidateQueries({ queryKey: queryKeys.runs.all }),
    ]);
}

/** Moving an alias or a stage changes what endpoints serve, so their screens are asked again too. */
function useServingChanged() {
  const client = useQueryClient();
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: queryKeys.models.all }),
      client.invalidateQueries({ queryKey: queryKeys.runs.all }),
      client.invalidateQueries({ queryKey: queryKeys.endpoints.all }),
    ]);
}

export function useCreateModel() {
  const onSuccess = useModelsChanged();
  return useMutation({
    mutationFn: (json: CreateModel) => fetchJson('/api/models', modelSummarySchema, { method: 'POST', json }),
    onSuccess,
  });
}

export function useUpdateModel(model: string) {
  const onSuccess = useModelsChanged();
  return useMutation({
    mutationFn: (json: UpdateModel) => fetchVoid(modelApi(model), { method: 'PATCH', json }),
    onSuccess,
  });
}

export function useDeleteModel(model: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => fetchVoid(modelApi(model), { method: 'DELETE' }),
    // Not the model itself, which would be asked for once more while its page is left.
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.models.list() }),
  });
}

export function useRegisterVersion(model: string) {
  const onSuccess = useModelsChanged();
  return useMutation({
    mutationFn: (json: Omit<RegisterVersion, 'document'>) =>
      fetchJson(`${modelApi(model)}/versions`, registeredVersionSchema, { method: 'POST', json }),
    onSuccess,
  });
}

/** Registers the version in an exported folder, sent as a zip file. */
export function useImportVersion(model: string) {
  const onSuccess = useModelsChanged();
  return useMutation({
    mutationFn: ({ file, dryRun }: { file: File; dryRun: RegisterVersion['dryRun'] }) => {
      const body = new FormData();
      body.set('file', file);
      const query = { dryRun };
      return fetchJson(`${modelApi(model)}/import`, registeredVersionSchema, { method: 'POST', body, query });
    },
    onSuccess,
  });
}

export function useUpdateVersion(model: string, number: number) {
  const onSuccess = useModelsChanged();
  return useMutation({
    mutationFn: (json: UpdateVersion) => fetchVoid(versionApi(model, number), { method: 'PATCH', json }),
    onSuccess,
  });
}

export function useDeleteVersion(model: string) {
  const onSuccess = useModelsChanged();
  return useMutation({
    mutationFn: ({ version, ...query }: DeleteVersion & { version: number }) =>
      fetchVoid(versionApi(model, version), { method: 'DELETE', query }),
    onSuccess,
  });
}

export function useRestoreVersion(model: string) {
  const onSuccess = useModelsChanged();
  return useMutation({
    mutationFn: ({ version, ...json }: DeleteVersion & { version: number }) =>
      fetchVoid(`${versionApi(model, version)}/restore`, { method: 'POST', json }),
    onSuccess,
  });
}

export function useTransitionStage(model: string) {
  const onSuccess = useServingChanged();
  return useMutation({
    meta: proposing(({ version, ...input }: TransitionStage & { version: number }) => ({
      kind: 'stage.transition',
      model,
      version,
      input,
    })),
    mutationFn: ({ version, ...json }: TransitionStage & { version: number }) =>
      fetchJson(`${versionApi(model, version)}/stage`, stageTransitionSchema, { method: 'POST', json }),
    onSuccess,
  });
}

export function usePromote(model: string, version: number) {
  const onSuccess = useServingChanged();
  return useMutation({
    meta: proposing((input: PromoteVersion) => ({ kind: 'version.promote', model, version, input })),
    mutationFn: (json: PromoteVersion) =>
      fetchJson(`${versionApi(model, version)}/promotion`, promotionResultSchema, { method: 'POST', json }),
    onSuccess,
  });
}

export function useMoveAlias(model: string) {
  const onSuccess = useServingChanged();
  return useMutation({
    meta: proposing(({ alias, ...input }: MoveAlias & { alias: string }) => ({
      kind: 'alias.move',
      model,
      alias,
      input,
    })),
    mutationFn: ({ alias, ...json }: MoveAlias & { alias: string }) =>
      fetchJson(aliasApi(model, alias), aliasMoveSchema, { method: 'PUT', json }),
    onSuccess,
  });
}

export function useDeleteAlias(model: string) {
  const onSuccess = useServingChanged();
  return useMutation({
    mutationFn: ({ alias, reason, ticket }: { alias: string; reason: string; ticket: string }) =>
      fetchVoid(aliasApi(model, alias), { method: 'DELETE', query: { reason, ticket } }),
    onSuccess,
  });
}

function aliasApi(model: string, alias: string): string {
  return `${modelApi(model)}/aliases/${encodeURIComponent(alias)}`;
}
