'use client';

import { toast } from 'sonner';
import { describeError } from '#lib/client/api.ts';
import { useRollbackEndpoint } from './mutations.ts';

/** Undoes a change by going back to the configuration before it, as it was served then. Tells how it went. */
export function useTakeBack(endpoint: string) {
  const rollback = useRollbackEndpoint(endpoint);
  return async (to: number, from: number) => {
    try {
      const made = await rollback.mutateAsync({
        to,
        expectedConfig: from,
        takeBackDocuments: false,
        reason: `Undo of configuration ${from}`,
        ticket: '',
      });
      if (made.config === from) toast.info('It serves the same already; nothing changed.');
      else toast.success(`Configuration ${made.config} serves what configuration ${to} served.`);
    } catch (error) {
      toast.error(`Configuration ${from} was not undone.`, { description: describeError(error).message });
    }
  };
}
