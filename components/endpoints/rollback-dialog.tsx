'use client';

import { useState } from 'react';
import { toast } from 'sonner';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { Field } from '#components/ui/field.tsx';
import { FormError } from '#components/ui/form-error.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { describeError } from '#lib/client/api.ts';
import type { RollbackPreview } from '#lib/serving/schemas.ts';
import { useRollbackEndpoint } from './mutations.ts';
import { useRollbackPreview } from './queries.ts';
import { ReasonFields } from './reason-fields.tsx';
import { RollbackPreviewList } from './rollback-preview.tsx';
import { useTakeBack } from './use-take-back.ts';

interface RollbackDialogProps {
  endpoint: string;
  /** Configuration to go back to. */
  to: number;
  onClose: () => void;
}

/** Shows what going back would serve, asks why, and does it. Mounted only while open. */
export function RollbackDialog({ endpoint, to, onClose }: RollbackDialogProps) {
  const rollback = useRollbackEndpoint(endpoint);
  const takeBack = useTakeBack(endpoint);
  const [why, setWhy] = useState({ reason: '', ticket: '' });
  const [documents, setDocuments] = useState(true);
  const preview = useRollbackPreview(endpoint, to, documents);
  const [problem, setProblem] = useState<string>();

  const confirm = async ({ from }: RollbackPreview) => {
    setProblem(undefined);
    try {
      const made = await rollback.mutateAsync({
        to,
        expectedConfig: from,
        takeBackDocuments: documents,
        ...why,
      });
      onClose();
      if (made.config === from) {
        toast.info(`Configuration ${from} serves the same already; nothing changed.`);
        return;
      }
      toast.success(`Configuration ${made.config} serves what configuration ${to} served.`, {
        duration: 10_000,
        action: { label: 'Undo', onClick: () => void takeBack(from, made.config) },
      });
    } catch (error) {
      setProblem(describeError(error).message);
      void preview.refetch();
    }
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Roll back to configuration ${to}`}
      description="Takes effect at once; requests in flight finish on the version they started with."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            busy={rollback.isPending}
            disabled={preview.isPlaceholderData || preview.data?.problems.length !== 0}
            onClick={() => preview.data && void confirm(preview.data)}
          >
            Roll back
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {preview.data ? (
          <>
            <RollbackPreviewList preview={preview.data} documents={documents} />
            {preview.data.entities.some(({ snapshotThen }) => snapshotThen !== null) && (
              <Field
                layout="inline"
                label="Take back the documents, too"
                hint={`Searches what could be found then: ${snapshotsText(preview.data)}.`}
              >
                {(control) => (
                  <Checkbox
                    {...control}
                    checked={documents}
                    onCheckedChange={(checked) => setDocuments(checked === true)}
                  />
                )}
              </Field>
            )}
          </>
        ) : preview.error ? (
          <ErrorState
            error={preview.error}
            title="What it would serve could not be worked out."
            onRetry={() => void preview.refetch()}
          />
        ) : (
          <Skeleton className="h-24 w-full" />
        )}
        <ReasonFields value={why} onChange={setWhy} />
        <FormError>{problem}</FormError>
      </div>
    </Dialog>
  );
}

function snapshotsText({ entities }: RollbackPreview): string {
  return entities
    .flatMap(({ name, snapshotThen }) =>
      snapshotThen === null ? [] : [`snapshot ${snapshotThen} for ${name}`],
    )
    .join(', ');
}
