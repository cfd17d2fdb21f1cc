'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import { describeError, fetchVoid } from '#lib/client/api.ts';
import { queryKeys } from '#lib/client/query-keys.ts';
import { experimentApi, runApi } from './hrefs.ts';

function useRunsChanged() {
  const client = useQueryClient();
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: queryKeys.experiments.all }),
      client.invalidateQueries({ queryKey: queryKeys.runs.all }),
    ]);
}

function useDescribe(path: string, what: string) {
  const onSuccess = useRunsChanged();
  const { mutateAsync } = useMutation({
    mutationFn: (description: string) => fetchVoid(path, { method: 'PATCH', json: { description } }),
    onSuccess,
    onError: (error) =>
      toast.error(`The notes of ${what} were not saved.`, { description: describeError(error).message }),
  });
  return mutateAsync;
}

/** Saves the notes, and tells when that failed; rejects then. */
export function useDescribeExperiment(id: string) {
  return useDescribe(experimentApi(id), 'the experiment');
}

export function useDescribeRun(id: string) {
  return useDescribe(runApi(id), 'the run');
}

/** A deleted run keeps everything; the message offers to take it back. */
export function useDeleteRun(id: string) {
  const onSuccess = useRunsChanged();
  const restore = useRestoreRun(id);
  return useMutation({
    mutationFn: () => fetchVoid(runApi(id), { method: 'DELETE' }),
    onSuccess: () => {
      toast.success('The run is deleted.', { action: { label: 'Undo', onClick: () => restore.mutate() } });
      return onSuccess();
    },
    onError: (error) =>
      toast.error('The run was not deleted.', { description: describeError(error).message }),
  });
}

export function useRestoreRun(id: string) {
  const onSuccess = useRunsChanged();
  return useMutation({
    mutationFn: () => fetchVoid(`${runApi(id)}/restore`, { method: 'POST' }),
    onSuccess: () => {
      toast.success('The run is back.');
      return onSuccess();
    },
    onError: (error) =>
      toast.error('The run was not restored.', { description: describeError(error).message }),
  });
}
