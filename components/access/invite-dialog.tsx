'use client';

import { type FormEvent, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { FormError } from '#components/ui/form-error.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import type { CreatedInvitation } from '#lib/access/schemas.ts';
import { ApiError, describeError } from '#lib/client/api.ts';
import { useInvite } from './invitation-queries.ts';
import { SecretText } from './one-time-password-dialog.tsx';
import { useRoleOptions } from './role-options.ts';
import { everywhere, toScope } from './scope-draft.ts';
import { ScopeFields } from './scope-fields.tsx';
import { type Team, TeamsPicker } from './teams-picker.tsx';
import { useFocusOnError } from './use-focus-on-error.ts';

const formId = 'invite';
/** No role has this name: those begin with a letter. */
const noRole = '-';

export function InviteDialog({ onClose }: { onClose: () => void }) {
  const invite = useInvite();
  const issued = invite.data;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Invite a person"
      description="They choose their own password. The link works once, for seven days."
      footer={
        issued === undefined ? (
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" form={formId} variant="primary" busy={invite.isPending}>
              Make invitation
            </Button>
          </>
        ) : (
          <Button variant="primary" onClick={onClose}>
            Done
          </Button>
        )
      }
    >
      {issued === undefined ? <InviteForm invite={invite} /> : <Issued issued={issued} />}
    </Dialog>
  );
}

function InviteForm({ invite }: { invite: ReturnType<typeof useInvite> }) {
  const { options = [] } = useRoleOptions();
  const [role, setRole] = useState('end-user');
  const [scope, setScope] = useState(everywhere);
  const [teams, setTeams] = useState<readonly Team[]>([]);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '').trim();
    invite.mutate({
      name: text('name'),
      email: text('email'),
      teamIds: teams.map(({ id }) => id),
      ...(role !== noRole && { role, scope: toScope(scope) }),
    });
  };
  const { error } = invite;
  const formRef = useFocusOnError(error);
  const issues = error instanceof ApiError ? error.issues : [];
  const issueOf = (path: string) => issues.find((issue) => issue.path === path)?.message;
  const placed = ['name', 'email', 'scope.name'].some((path) => issueOf(path) !== undefined);
  return (
    <form ref={formRef} id={formId} onSubmit={submit} noValidate className="flex flex-col gap-4">
      <Field label="Name" error={issueOf('name')} required>
        {(field) => <Input {...field} name="name" autoComplete="off" />}
      </Field>
      <Field label="E-mail" error={issueOf('email')} required>
        {(field) => <Input {...field} name="email" type="email" autoComplete="off" />}
      </Field>
      <Field label="Role" hint="With none they get what their teams have." required>
        {(field) => (
          <Select
            {...field}
            value={role}
            onValueChange={setRole}
            options={[...options, { value: noRole, label: 'None yet', hint: 'Teams alone, or a role later' }]}
          />
        )}
      </Field>
      {role !== noRole && <ScopeFields draft={scope} onChange={setScope} error={issueOf('scope.name')} />}
      <TeamsPicker chosen={teams} onChange={setTeams} />
      <FormError>{error && !placed ? describeError(error).message : undefined}</FormError>
    </form>
  );
}

function Issued({ issued }: { issued: CreatedInvitation }) {
  const { invitation, link, mailed } = issued;
  return (
    <div className="flex flex-col gap-3">
      <p>
        {mailed
          ? `An e-mail with the link is on its way to ${invitation.email}.`
          : `Give this link to ${invitation.name} over a channel you trust.`}{' '}
        It is shown here and now only.
      </p>
      <SecretText value={link} label="Copy invitation link" />
    </div>
  );
}
