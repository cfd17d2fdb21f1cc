'use client';

import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { describeError } from '#lib/client/api.ts';
import type { LogExport } from '#lib/log-export/schemas.ts';
import { useDeleteLogExport } from './export-queries.ts';

export function DeleteExportDialog({ item, onClose }: { item: LogExport; onClose: () => void }) {
  const remove = useDeleteLogExport();
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Delete the export "${item.name}"?`}
      confirmLabel="Delete export"
      busy={remove.isPending}
      onConfirm={() => remove.mutate(item.id, { onSuccess: onClose })}
    >
      <p>
        Its {item.files} files stay where they are. From then on nothing reaches them: when a person is
        erased, somebody has to see to them by hand.
      </p>
      {remove.error && <p className="mt-2 text-bad">{describeError(remove.error).message}</p>}
    </ConfirmDialog>
  );
}
