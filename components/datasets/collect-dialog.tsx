'use client';

import { type FormEvent, useState } from 'react';
import { toast } from 'sonner';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { OneOrNew, type OneOrNewValue } from '#components/ui/one-or-new.tsx';
import { describeError } from '#lib/client/api.ts';
import type { Added } from '#lib/datasets/schemas.ts';
import { type Collected, useAddItems, useDatasets, useSaveDataset } from './queries.ts';

interface CollectDialogProps {
  what: Collected;
  onClose: () => void;
}

/** Puts requests into a dataset there is, or a new one. */
export function CollectDialog({ what, onClose }: CollectDialogProps) {
  const datasets = useDatasets({ pageSize: 200 });
  const save = useSaveDataset();
  const add = useAddItems();
  const [chosen, setChosen] = useState<OneOrNewValue>();
  const items = datasets.data?.items ?? [];
  const target = chosen ?? { id: items[0]?.id ?? null, name: '' };
  const error = save.error ?? add.error;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    try {
      const id = target.id ?? (await save.mutateAsync({ id: null, name: target.name, description: '' })).id;
      // A second try goes into the dataset the first one made.
      setChosen({ ...target, id });
      const added = await add.mutateAsync({ id, what });
      toast.success(saidOf(added));
      onClose();
    } catch {
      // What went wrong is under the field.
    }
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="sm"
      title="Add to a dataset"
      description={
        'requestIds' in what
          ? `${what.requestIds.length} ${what.requestIds.length === 1 ? 'request' : 'requests'}: question, answer, correction and labels are copied.`
          : 'Every request the filters select, 10,000 at most: question, answer, correction and labels are copied.'
      }
    >
      <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
        <OneOrNew
          label="Dataset"
          newLabel="A new dataset…"
          nameLabel="Name of the new dataset"
          items={items}
          value={target}
          onChange={setChosen}
          maxLength={80}
          error={error ? describeError(error).message : undefined}
        />
        <Button
          type="submit"
          variant="primary"
          busy={save.isPending || add.isPending}
          disabled={datasets.isPending || (target.id === null && target.name.trim() === '')}
        >
          Add to dataset
        </Button>
      </form>
    </Dialog>
  );
}

function saidOf({ added, skipped, withheld, queued }: Added): string {
  return [
    `${added} added`,
    queued > 0 && `${queued} follow in the background`,
    skipped > 0 && `${skipped} were in already or have no text`,
    withheld > 0 && `${withheld} left out: you may not read their documents`,
  ]
    .filter(Boolean)
    .join(', ');
}
