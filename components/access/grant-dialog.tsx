'use client';

import { useState } from 'react';
import { toast } from 'sonner';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { FormError } from '#components/ui/form-error.tsx';
import { Select } from '#components/ui/select.tsx';
import type { Holder } from '#lib/access/schemas.ts';
import { describeError } from '#lib/client/api.ts';
import { useCreateGrant } from './governance-queries.ts';
import { useRoleOptions } from './role-options.ts';
import { everywhere, toScope } from './scope-draft.ts';
import { ScopeFields } from './scope-fields.tsx';
import { roleLabel } from './words.ts';

interface GrantDialogProps {
  /** Null while closed. */
  holder: { of: Holder; name: string } | null;
  onClose: () => void;
}

const durations = [
  { value: 'ever', label: 'Until it is revoked' },
  { value: '1', label: 'For a day' },
  { value: '7', label: 'For a week' },
  { value: '30', label: 'For 30 days' },
] as const;
type Duration = (typeof durations)[number]['value'];

export function GrantDialog({ holder, onClose }: GrantDialogProps) {
  const { options = [] } = useRoleOptions();
  const create = useCreateGrant();
  const [role, setRole] = useState('end-user');
  const [scope, setScope] = useState(everywhere);
  const [duration, setDuration] = useState<Duration>('ever');
  if (holder === null) return null;
  const close = () => {
    create.reset();
    setScope(everywhere);
    onClose();
  };
  const give = () => {
    const days = duration === 'ever' ? null : Number(duration);
    const expiresAt = days === null ? null : new Date(Date.now() + days * 86_400_000).toISOString();
    const onSuccess = () => {
      toast.success(`${holder.name} is now ${roleLabel(role)}.`, {
        description: 'In force with the next request.',
      });
      close();
    };
    create.mutate({ holder: holder.of, role, scope: toScope(scope), expiresAt }, { onSuccess });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && close()}
      title={`Give ${holder.name} a role`}
      description="Roles add up. Nobody may anything that no grant gives."
      footer={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button variant="primary" busy={create.isPending} onClick={give}>
            Give role
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Field label="Role" required>
          {(control) => <Select {...control} value={role} options={options} onValueChange={setRole} />}
        </Field>
        <ScopeFields draft={scope} onChange={setScope} />
        <Field label="How long" required>
          {(control) => (
            <Select {...control} value={duration} options={durations} onValueChange={setDuration} />
          )}
        </Field>
        {create.error && <FormError>{describeError(create.error).message}</FormError>}
      </div>
    </Dialog>
  );
}
