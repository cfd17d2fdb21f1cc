'use client';

import { toast } from 'sonner';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { FormError } from '#components/ui/form-error.tsx';
import type { UserWithPassword } from '#lib/access/schemas.ts';
import { describeError } from '#lib/client/api.ts';
import { useResetPassword, useUpdateUser } from './queries.ts';
import type { AskedChange } from './use-user-changes.ts';

interface UserConfirmDialogProps {
  asked: AskedChange | null;
  onClose: () => void;
  onIssued: (issued: UserWithPassword) => void;
}

export function UserConfirmDialog({ asked, onClose, onIssued }: UserConfirmDialogProps) {
  const reset = useResetPassword();
  const update = useUpdateUser();
  if (asked === null) return null;
  const { kind, user } = asked;
  const action = kind === 'reset' ? reset : update;
  const close = () => {
    reset.reset();
    update.reset();
    onClose();
  };
  const confirm = () => {
    if (kind === 'reset') {
      reset.mutate(user.id, {
        onSuccess: (issued) => {
          close();
          onIssued(issued);
        },
      });
      return;
    }
    const onSuccess = () => {
      close();
      toast.success(`${user.name} can no longer sign in.`);
    };
    update.mutate({ id: user.id, change: { disabled: true } }, { onSuccess });
  };
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && close()}
      title={kind === 'reset' ? `Reset the password of ${user.name}?` : `Disable ${user.name}?`}
      confirmLabel={kind === 'reset' ? 'Reset password' : 'Disable account'}
      tone={kind === 'reset' ? 'primary' : 'danger'}
      busy={action.isPending}
      onConfirm={confirm}
    >
      <p>
        {kind === 'reset'
          ? `The current password of ${user.email} stops working and all their sessions end. You get a one-time password to hand over. API keys stay.`
          : `${user.email} is signed out everywhere at once and their API keys stop working. Conversations and keys are kept; the account can be enabled again.`}
      </p>
      {action.error && <FormError>{describeError(action.error).message}</FormError>}
    </ConfirmDialog>
  );
}
