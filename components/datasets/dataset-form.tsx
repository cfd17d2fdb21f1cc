'use client';

import { type FormEvent, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { describeError } from '#lib/client/api.ts';
import type { Dataset } from '#lib/datasets/schemas.ts';
import { useSaveDataset } from './queries.ts';

interface DatasetFormProps {
  /** Null makes a new one. */
  dataset: Dataset | null;
  onClose: (saved: Dataset | null) => void;
}

export function DatasetForm({ dataset, onClose }: DatasetFormProps) {
  const [name, setName] = useState(dataset?.name ?? '');
  const [description, setDescription] = useState(dataset?.description ?? '');
  const save = useSaveDataset();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({ id: dataset?.id ?? null, name, description }, { onSuccess: onClose });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose(null)}
      size="sm"
      title={dataset === null ? 'New dataset' : 'Change the dataset'}
    >
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Field label="Name" required error={save.error ? describeError(save.error).message : undefined}>
          {(control) => (
            <Input
              {...control}
              value={name}
              maxLength={80}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <Field label="Description" hint="What it is for, and what belongs into it.">
          {(control) => (
            <Textarea
              {...control}
              value={description}
              maxLength={2000}
              onChange={(event) => setDescription(event.target.value)}
            />
          )}
        </Field>
        <Button type="submit" variant="primary" busy={save.isPending} disabled={name.trim() === ''}>
          {dataset === null ? 'Create dataset' : 'Save dataset'}
        </Button>
      </form>
    </Dialog>
  );
}
