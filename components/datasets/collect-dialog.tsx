'use client';

import { type FormEvent, useState } from 'react';
import { toast } from 'sonner';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import { describeError } from '#lib/client/api.ts';
import type { Added } from '#lib/datasets/schemas.ts';
import { type Collected, useAddItems, useDatasets, useSaveDataset } from './queries.ts';

const fresh = 'new';

interface CollectDialogProps {
  what: Collected;
  onClose: () => void;
}

/** Puts requests into a dataset there is, or a new one. */
export function CollectDialog({ what, onClose }: CollectDialogProps) {
  const datasets = useDatasets({ pageSize: 200 });
  const save = useSaveDataset();
  const add = useAddItems();
  const [chosen, setChosen] = useState<string>();
  const [name, setName] = useState('');
  const items = datasets.data?.items ?? [];
  const target = chosen ?? items[0]?.id ?? fresh;
  const error = save.error ?? add.error;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    try {
      const id = target === fresh ? (await save.mutateAsync({ id: null, name, description: '' })).id : target;
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
        <Field label="Dataset" required error={error ? describeError(error).message : undefined}>
          {(control) => (
            <Select
              {...control}
              value={target}
              onValueChange={setChosen}
              options={[
                ...items.map((one) => ({ value: one.id, label: one.name })),
                { value: fresh, label: 'A new dataset…' },
              ]}
            />
          )}
        </Field>
        {target === fresh && (
          <Field label="Name of the new dataset" required>
            {(control) => (
              <Input
                {...control}
                value={name}
                maxLength={80}
                onChange={(event) => setName(event.target.value)}
              />
            )}
          </Field>
        )}
        <Button
          type="submit"
          variant="primary"
          busy={save.isPending || add.isPending}
          disabled={target === fresh && name.trim() === ''}
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
