'use client';

import { toast } from 'sonner';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import type { DocumentSummary } from '#lib/knowledge/schemas.ts';
import { useDeleteDocument } from './mutations.ts';
import { counted } from './words.ts';

interface DeleteDocumentDialogProps {
  name: string;
  /** Null keeps the dialog closed. */
  document: DocumentSummary | null;
  onClose: () => void;
}

export function DeleteDocumentDialog({ name, document, onClose }: DeleteDocumentDialogProps) {
  const remove = useDeleteDocument(name);
  if (document === null) return null;
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Delete "${document.name}"?`}
      confirmLabel="Delete document"
      busy={remove.isPending}
      onConfirm={() =>
        remove.mutate(document.id, {
          onSuccess: () => {
            toast.success(`"${document.name}" is deleted.`);
            onClose();
          },
        })
      }
    >
      <p>
        {document.chunkCount === null ? 'The document' : `Its ${counted(document.chunkCount, 'passage')}`} and
        all {counted(document.revision, 'version')} of the file are erased everywhere, from earlier snapshots
        too. Answers that quote it keep their quotes, but its source can no longer be opened.
      </p>
      <p className="mt-2">This cannot be undone.</p>
    </ConfirmDialog>
  );
}
