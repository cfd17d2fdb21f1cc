'use client';

import { toast } from 'sonner';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { FormError } from '#components/ui/form-error.tsx';
import { describeError } from '#lib/client/api.ts';
import { useDeleteVersion } from './mutations.ts';
import { useRestore } from './use-restore.ts';

interface DeleteVersionDialogProps {
  model: string;
  version: number;
  onClose: () => void;
}

/** Mounted only while open. A version in use is refused, and the reason stays in the dialog. */
export function DeleteVersionDialog({ model, version, onClose }: DeleteVersionDialogProps) {
  const remove = useDeleteVersion(model);
  const restore = useRestore(model);
  const confirm = () =>
    remove.mutate(
      { version, reason: '', ticket: '' },
      {
        onSuccess: () => {
          toast.success(`Version ${version} is deleted.`, {
            duration: 10_000,
            action: { label: 'Undo', onClick: () => restore(version) },
          });
          onClose();
        },
      },
    );
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Delete version ${version} of ${model}?`}
      confirmLabel={`Delete version ${version}`}
      busy={remove.isPending}
      onConfirm={confirm}
    >
      <div className="flex flex-col gap-3">
        <p>
          It can no longer be served, promoted or copied until it is restored. Its number is never used again,
          and answers it gave keep naming it.
        </p>
        <FormError>{remove.error ? describeError(remove.error).message : undefined}</FormError>
      </div>
    </ConfirmDialog>
  );
}
