'use client';

import { type FormEvent, useState } from 'react';
import { toast } from 'sonner';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Select } from '#components/ui/select.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { CreatedInvitation } from '#lib/access/schemas.ts';
import { describeError } from '#lib/client/api.ts';
import { can, useMe } from '#lib/client/use-me.ts';
import { FormError } from './form-error.tsx';
import { useInvitations, useInvite, useRevokeInvitation } from './invitation-queries.ts';
import { SecretText } from './one-time-password-dialog.tsx';
import { roleLabel, roleOptions } from './words.ts';

export function InvitationsPanel() {
  const invitations = useInvitations();
  const revoke = useRevokeInvitation();
  const writes = can(useMe().data, 'access.write');
  const [inviting, setInviting] = useState(false);
  if (invitations.error) return <p role="alert">{describeError(invitations.error).message}</p>;
  if (invitations.data === undefined) return <Skeleton className="h-32" />;
  const { items } = invitations.data;
  const tell = (error: unknown) =>
    toast.error('The invitation was not taken back.', { description: describeError(error).message });
  return (
    <div className="flex flex-col gap-4">
      {writes && (
        <Button variant="primary" className="self-start" onClick={() => setInviting(true)}>
          Invite a person
        </Button>
      )}
      {items.length === 0 ? (
        <p className="text-muted-foreground">Nobody is invited at the moment.</p>
      ) : (
        <ul aria-label="Open invitations" className="divide-y divide-border rounded-md border border-border">
          {items.map(({ id, name, email, role, expiresAt }) => (
            <li key={id} className="flex flex-wrap items-center gap-3 px-4 py-3">
              <div className="min-w-0 flex-1">
                <p className="font-medium">{name}</p>
                <p className="text-muted-foreground text-sm">
                  {email} · {role === null ? 'no role yet' : roleLabel(role)} · ends{' '}
                  <RelativeTime at={expiresAt} />
                </p>
              </div>
              {writes && (
                <Button
                  aria-label={`Take back the invitation of ${name}`}
                  onClick={() => revoke.mutate(id, { onError: tell })}
                >
                  Take back
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {inviting && <InviteDialog onClose={() => setInviting(false)} />}
    </div>
  );
}

const formId = 'invite';

function InviteDialog({ onClose }: { onClose: () => void }) {
  const invite = useInvite();
  const [role, setRole] = useState<string>('end-user');
  const [issued, setIssued] = useState<CreatedInvitation | null>(null);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '').trim();
    invite.mutate({ name: text('name'), email: text('email'), role }, { onSuccess: setIssued });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="sm"
      title="Invite a person"
      description="They choose their own password. The link works once, for seven days."
      footer={
        issued === null ? (
          <Button type="submit" form={formId} variant="primary" busy={invite.isPending}>
            Make invitation
          </Button>
        ) : (
          <Button variant="primary" onClick={onClose}>
            Done
          </Button>
        )
      }
    >
      {issued === null ? (
        <form id={formId} onSubmit={submit} className="flex flex-col gap-4">
          <Field label="Name" required>
            {(field) => <Input {...field} name="name" autoComplete="off" />}
          </Field>
          <Field label="E-mail" required>
            {(field) => <Input {...field} name="email" type="email" autoComplete="off" />}
          </Field>
          <Field label="Role" required>
            {({ id }) => <Select id={id} value={role} onValueChange={setRole} options={roleOptions} />}
          </Field>
          <FormError>{invite.error ? describeError(invite.error).message : undefined}</FormError>
        </form>
      ) : (
        <div className="flex flex-col gap-3">
          <p>
            {issued.mailed
              ? `An e-mail with the link is on its way to ${issued.invitation.email}.`
              : `Give this link to ${issued.invitation.name} over a channel you trust.`}{' '}
            It is shown here and now only.
          </p>
          <SecretText value={issued.link} label="Copy invitation link" />
        </div>
      )}
    </Dialog>
  );
}
