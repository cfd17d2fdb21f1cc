'use client';

import { Pencil, Tags, Trash2 } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { toast } from 'sonner';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Input } from '#components/ui/input.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import { Select } from '#components/ui/select.tsx';
import { describeError } from '#lib/client/api.ts';
import { type Label, type LabelInput, labelColours } from '#lib/triage/schemas.ts';
import { LabelBadge } from './label-badge.tsx';
import { useDeleteLabel, useLabels, useSaveLabel } from './queries.ts';

const empty: LabelInput = { name: '', colour: 'blue', shortcut: null };
const noKey = 'none';

/** The labels there are, for the whole installation. */
export function LabelsDialog() {
  const [open, setOpen] = useState(false);
  const [editing, setEditing] = useState<Label | null>(null);
  const [deleting, setDeleting] = useState<Label | null>(null);
  const labels = useLabels();
  const remove = useDeleteLabel();
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <Tags aria-hidden />
        Labels
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="Labels"
        description="One list for the whole installation. A digit sets a label in triage."
      >
        <div className="flex flex-col gap-4">
          <ul className="flex flex-col divide-y divide-border">
            {(labels.data?.items ?? []).map((label) => (
              <li key={label.id} className="flex items-center gap-2 py-1">
                <LabelBadge label={label} />
                {label.shortcut !== null && <Kbd keys={String(label.shortcut)} />}
                <span className="ml-auto text-muted-foreground text-sm tabular-nums">
                  {label.requests} {label.requests === 1 ? 'request' : 'requests'}
                </span>
                <IconButton
                  label={`Change ${label.name}`}
                  icon={<Pencil aria-hidden />}
                  onClick={() => setEditing(label)}
                />
                <IconButton
                  label={`Delete ${label.name}`}
                  icon={<Trash2 aria-hidden />}
                  onClick={() => setDeleting(label)}
                />
              </li>
            ))}
          </ul>
          <LabelForm key={editing?.id ?? 'new'} label={editing} onSaved={() => setEditing(null)} />
        </div>
      </Dialog>
      <ConfirmDialog
        open={deleting !== null}
        onOpenChange={(shown) => !shown && setDeleting(null)}
        title={`Delete the label "${deleting?.name}"?`}
        confirmLabel="Delete label"
        busy={remove.isPending}
        onConfirm={() => {
          if (deleting === null) return;
          remove.mutate(deleting.id, {
            onSuccess: () => setDeleting(null),
            onError: (error) => toast.error(describeError(error).message),
          });
        }}
      >
        It leaves every request that has it.
      </ConfirmDialog>
    </>
  );
}

function LabelForm({ label, onSaved }: { label: Label | null; onSaved: () => void }) {
  const [input, setInput] = useState<LabelInput>(label ?? empty);
  const save = useSaveLabel();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { name, colour, shortcut } = input;
    save.mutate(
      { id: label?.id ?? null, name, colour, shortcut },
      {
        onSuccess: () => {
          setInput(empty);
          onSaved();
        },
      },
    );
  };
  return (
    <form onSubmit={submit} className="flex flex-wrap items-end gap-3">
      <Field
        label={label === null ? 'New label' : 'Name'}
        required
        className="min-w-40 flex-1"
        error={save.error ? describeError(save.error).message : undefined}
      >
        {(control) => (
          <Input
            {...control}
            value={input.name}
            maxLength={40}
            onChange={(event) => setInput({ ...input, name: event.target.value })}
          />
        )}
      </Field>
      <Select
        aria-label="Colour"
        className="w-28"
        value={input.colour}
        onValueChange={(colour) => setInput({ ...input, colour })}
        options={labelColours.map((value) => ({ value, label: value }))}
      />
      <Select
        aria-label="Key"
        className="w-24"
        value={input.shortcut === null ? noKey : String(input.shortcut)}
        onValueChange={(key) => setInput({ ...input, shortcut: key === noKey ? null : Number(key) })}
        options={[noKey, '1', '2', '3', '4', '5', '6', '7', '8', '9'].map((value) => ({
          value,
          label: value === noKey ? 'No key' : value,
        }))}
      />
      <Button type="submit" variant="primary" busy={save.isPending} disabled={input.name.trim() === ''}>
        {label === null ? 'Add label' : 'Save label'}
      </Button>
    </form>
  );
}
