'use client';

import { toast } from 'sonner';
import { describeError } from '#lib/client/api.ts';
import { useDeleteAlias, useMoveAlias, useTransitionStage } from './mutations.ts';
import type { UndoStep } from './undo-steps.ts';

interface Undo {
  /** In the order in which they are taken. */
  steps: readonly UndoStep[];
  reason: string;
  ticket: string;
  /** Said when all is back. */
  done: string;
}

/** Takes stage transitions and alias moves back, one after the other, and tells how it went. */
export function useUndo(model: string) {
  const transition = useTransitionStage(model);
  const moving = useMoveAlias(model);
  const deleting = useDeleteAlias(model);
  return async ({ steps, reason, ticket, done }: Undo): Promise<void> => {
    try {
      for (const step of steps) {
        const why = { reason, ticket };
        if ('stage' in step) await transition.mutateAsync({ ...step, archiveExisting: false, ...why });
        else if (step.version === null) await deleting.mutateAsync({ alias: step.alias, ...why });
        else await moving.mutateAsync({ alias: step.alias, version: step.version, ...why });
      }
      toast.success(done);
    } catch (error) {
      toast.error('Not everything was put back. The history shows what was.', {
        description: describeError(error).message,
      });
    }
  };
}
