'use client';

import { toast } from 'sonner';
import { describeError } from '#lib/client/api.ts';
import type { AliasMove } from '#lib/registry/schemas.ts';
import { useDeleteAlias, useMoveAlias } from './mutations.ts';

export interface AliasChange {
  alias: string;
  version: number;
  reason: string;
  ticket: string;
}

/** Moves an alias and offers to take it back. `move` rejects with what went wrong. */
export function useUndoableMove(model: string) {
  const moving = useMoveAlias(model);
  const deleting = useDeleteAlias(model);

  const undo = async ({ alias, fromVersion, toVersion, ticket }: AliasMove) => {
    const reason = `Undo of the move to version ${toVersion}`;
    try {
      if (fromVersion === null) await deleting.mutateAsync({ alias, reason, ticket });
      else await moving.mutateAsync({ alias, version: fromVersion, reason, ticket });
      toast.success(
        fromVersion === null ? `@${alias} is removed again.` : `@${alias} is back at version ${fromVersion}.`,
      );
    } catch (error) {
      toast.error(`@${alias} was not moved back.`, { description: describeError(error).message });
    }
  };

  const move = async (change: AliasChange, effect: string) => {
    const moved = await moving.mutateAsync(change);
    if (moved.fromVersion === moved.toVersion) {
      toast.info(`@${moved.alias} was at version ${moved.toVersion} already.`);
      return;
    }
    toast.success(`@${moved.alias} points at version ${moved.toVersion}.`, {
      description: effect,
      duration: 10_000,
      action: { label: 'Undo', onClick: () => void undo(moved) },
    });
  };

  return { move, busy: moving.isPending };
}
