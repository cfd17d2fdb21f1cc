'use client';

import { type FormEvent, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { describeError } from '#lib/client/api.ts';
import type { View } from '#lib/triage/schemas.ts';
import { useSaveView } from './queries.ts';

export interface ViewContent {
  query: Record<string, string>;
  columns: readonly string[];
}

interface SaveViewDialogProps {
  /** Null makes a new one. */
  view: View | null;
  current: ViewContent;
  onClose: () => void;
}

export function SaveViewDialog({ view, current, onClose }: SaveViewDialogProps) {
  const [name, setName] = useState(view?.name ?? '');
  const [shared, setShared] = useState(view?.shared ?? false);
  const [take, setTake] = useState(true);
  const save = useSaveView();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const content = view !== null && !take ? view : current;
    save.mutate(
      { id: view?.id ?? null, name, shared, query: content.query, columns: [...content.columns] },
      { onSuccess: onClose },
    );
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="sm"
      title={view === null ? 'Save this view' : 'Change the view'}
      description="Filters, range of time, columns and their order."
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
        <Field
          label="Share with everybody who reads requests"
          hint="They see the filters, words searched for included, and of the requests those they may read."
          layout="inline"
        >
          {(control) => (
            <Checkbox {...control} checked={shared} onCheckedChange={(value) => setShared(value === true)} />
          )}
        </Field>
        {view !== null && (
          <Field label="Take the filters and columns on screen now" layout="inline">
            {(control) => (
              <Checkbox {...control} checked={take} onCheckedChange={(value) => setTake(value === true)} />
            )}
          </Field>
        )}
        <Button type="submit" variant="primary" busy={save.isPending} disabled={name.trim() === ''}>
          Save view
        </Button>
      </form>
    </Dialog>
  );
}
