'use client';

import { useCallback } from 'react';
import { toast } from 'sonner';
import { describeError } from '#lib/client/api.ts';
import { useRestoreVersion } from './mutations.ts';

/** Brings a deleted version back and tells. */
export function useRestore(model: string): (version: number) => void {
  const { mutate } = useRestoreVersion(model);
  return useCallback(
    (version) =>
      mutate(
        { version, reason: '', ticket: '' },
        {
          onSuccess: () => toast.success(`Version ${version} is restored.`),
          onError: (error) =>
            toast.error(`Version ${version} was not restored.`, {
              description: describeError(error).message,
            }),
        },
      ),
    [mutate],
  );
}
