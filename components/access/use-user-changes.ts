'use client';

import { useState } from 'react';
import { toast } from 'sonner';
import type { UpdateUser, UserSummary } from '#lib/access/schemas.ts';
import { describeError } from '#lib/client/api.ts';
import { useUpdateUser } from './queries.ts';

/** A change that is asked about first. */
export interface AskedChange {
  kind: 'reset' | 'disable';
  user: UserSummary;
}

/** Changes to users: those that can be undone happen at once, the others are asked about. */
export function useUserChanges() {
  const update = useUpdateUser();
  const [asked, ask] = useState<AskedChange | null>(null);

  const change = async (user: UserSummary, wanted: UpdateUser, done: string, undo: UpdateUser) => {
    try {
      await update.mutateAsync({ id: user.id, change: wanted });
      const onClick = () => void change(user, undo, 'Undone.', wanted);
      toast.success(done, { action: { label: 'Undo', onClick } });
    } catch (error) {
      toast.error(`${user.name} was not changed.`, { description: describeError(error).message });
    }
  };

  const enable = (user: UserSummary) => {
    void change(user, { disabled: false }, `${user.name} may sign in again.`, { disabled: true });
  };

  return { asked, ask, enable };
}
