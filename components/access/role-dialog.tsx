'use client';

import { useEffect, useState } from 'react';
import { toast } from 'sonner';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { FormError } from '#components/ui/form-error.tsx';
import { Input } from '#components/ui/input.tsx';
import { type Permission, permissions, type RoleSummary } from '#lib/access/schemas.ts';
import { describeError } from '#lib/client/api.ts';
import { useDeleteRole, useSaveRole } from './governance-queries.ts';
import { PermissionChoice } from './permission-choice.tsx';

interface RoleDialogProps {
  editing: RoleSummary | 'new' | null;
  onClose: () => void;
}

export function RoleDialog({ editing, onClose }: RoleDialogProps) {
  const save = useSaveRole();
  const remove = useDeleteRole();
  const [name, setName] = useState('');
  const [description, setDescription] = useState('');
  const [chosen, setChosen] = useState<readonly Permission[]>([]);
  const known = editing === 'new' ? null : editing;
  useEffect(() => {
    setName(known?.name ?? '');
    setDescription(known?.description ?? '');
    setChosen(known?.permissions ?? []);
  }, [known]);
  if (editing === null) return null;
  const close = () => {
    save.reset();
    remove.reset();
    onClose();
  };
  const submit = () =>
    save.mutate(
      { name: name.trim(), role: { description, permissions: [...chosen] } },
      {
        onSuccess: () => {
          toast.success(`The role ${name} is saved.`);
          close();
        },
      },
    );
  const error = save.error ?? remove.error;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && close()}
      title={known === null ? 'Make a role' : `Change the role ${known.name}`}
      description="In force at once for everybody who holds it."
      footer={
        <>
          {known !== null && (
            <Button
              variant="danger"
              className="mr-auto"
              busy={remove.isPending}
              onClick={() => remove.mutate(known.name, { onSuccess: close })}
            >
              Delete role
            </Button>
          )}
          <Button onClick={close}>Cancel</Button>
          <Button variant="primary" busy={save.isPending} onClick={submit}>
            Save role
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {known === null && (
          <Field label="Name" hint="Lower-case letters, digits and dashes: support-lead" required>
            {(control) => (
              <Input
                {...control}
                value={name}
                autoComplete="off"
                autoCapitalize="none"
                onChange={(event) => setName(event.target.value)}
              />
            )}
          </Field>
        )}
        <Field label="Description">
          {(control) => (
            <Input
              {...control}
              value={description}
              onChange={(event) => setDescription(event.target.value)}
            />
          )}
        </Field>
        <Field label="May" required>
          {(control) => (
            <PermissionChoice
              label="Permissions of the role"
              allowed={permissions}
              chosen={chosen}
              onChange={setChosen}
              describedBy={control['aria-describedby']}
            />
          )}
        </Field>
        {error && <FormError>{describeError(error).message}</FormError>}
      </div>
    </Dialog>
  );
}
