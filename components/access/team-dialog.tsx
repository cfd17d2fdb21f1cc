'use client';

import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { FormError } from '#components/ui/form-error.tsx';
import { Input } from '#components/ui/input.tsx';
import type { TeamSummary } from '#lib/access/schemas.ts';
import { describeError } from '#lib/client/api.ts';
import { useSaveTeam } from './governance-queries.ts';

interface TeamDialogProps {
  /** Null adds a team. */
  team: TeamSummary | null;
  onClose: () => void;
  onSaved?: (team: TeamSummary) => void;
}

export function TeamDialog({ team, onClose, onSaved }: TeamDialogProps) {
  const save = useSaveTeam();
  const [name, setName] = useState(team?.name ?? '');
  const [description, setDescription] = useState(team?.description ?? '');
  const submit = () =>
    save.mutate(
      { id: team?.id ?? null, team: { name, description } },
      {
        onSuccess: (saved) => {
          onClose();
          onSaved?.(saved);
        },
      },
    );
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="sm"
      title={team === null ? 'Add a team' : `Change ${team.name}`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" busy={save.isPending} onClick={submit}>
            {team === null ? 'Add team' : 'Save team'}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Field label="Name" required>
          {(control) => (
            <Input
              {...control}
              value={name}
              autoComplete="off"
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <Field label="Description">
          {(control) => (
            <Input
              {...control}
              value={description}
              onChange={(event) => setDescription(event.target.value)}
            />
          )}
        </Field>
        {save.error && <FormError>{describeError(save.error).message}</FormError>}
      </div>
    </Dialog>
  );
}
