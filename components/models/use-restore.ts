'use client';

import { useCallback } from 'react';
import { toast } from 'sonner';
import { describeError } from '#lib/client/api.ts';
import { useRestoreVersion } from './mutations.ts';

/** Brings a deleted version back and tells, also when the screen that asked is gone by then. */
export function useRestore(model: string): (version: number) => void {
  const { mutateAsync } = useRestoreVersion(model);
  return useCallback(
    (version) => {
      mutateAsync({ version, reason: '', ticket: '' }).then(
        () => toast.success(`Version ${version} is restored.`),
        (error: unknown) =>
          toast.error(`Version ${version} was not restored.`, { description: describeError(error).message }),
      );
    },
    [mutateAsync],
  );
}
