'use client';

import { toast } from 'sonner';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { FormError } from '#components/ui/form-error.tsx';
import { describeError } from '#lib/client/api.ts';
import { useDeleteProvider } from './queries.ts';

interface DeleteProviderDialogProps {
  name: string;
  onClose: () => void;
}

/** Mounted only while open. The server refuses while something that serves needs the provider, and says what. */
export function DeleteProviderDialog({ name, onClose }: DeleteProviderDialogProps) {
  const remove = useDeleteProvider();
  const confirm = () =>
    remove.mutate(name, {
      onSuccess: () => {
        toast.success(`${name} is deleted.`);
        onClose();
      },
    });
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Delete the provider ${name}?`}
      confirmLabel="Delete provider"
      busy={remove.isPending}
      onConfirm={confirm}
    >
      <p>
        Its address, prices and key are lost. Versions that generate with it stay registered but fail when
        they are asked, and no new ones can name it. While an alias, a stage, an endpoint or a knowledge base
        needs it, nothing is deleted and you are told what to move first.
      </p>
      {remove.error && <FormError>{describeError(remove.error).message}</FormError>}
    </ConfirmDialog>
  );
}
