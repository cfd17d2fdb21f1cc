'use client';

import { type FormEvent, useState } from 'react';
import { FormError } from '#components/access/form-error.tsx';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import type { GroupMapping, IdentityProviderSummary } from '#lib/access/schemas.ts';
import { describeError } from '#lib/client/api.ts';
import { useSaveIdentityProvider } from './identity-provider-queries.ts';
import { mappingLines, parseMappings } from './mapping-lines.ts';

interface IdentityProviderDialogProps {
  /** Null adds one. */
  provider: IdentityProviderSummary | null;
  onClose: () => void;
}

const formId = 'identity-provider';

export function IdentityProviderDialog({ provider, onClose }: IdentityProviderDialogProps) {
  const save = useSaveIdentityProvider(provider?.id ?? null);
  const [enabled, setEnabled] = useState(provider?.enabled ?? true);
  const [justInTime, setJustInTime] = useState(provider?.justInTime ?? false);
  const [trustEmail, setTrustEmail] = useState(provider?.trustEmail ?? false);
  const [problem, setProblem] = useState<string>();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const words = (name: string) =>
      text(name)
        .split(/[\s,]+/)
        .filter(Boolean);
    const mappings = parseMappings(text('mappings'));
    if (typeof mappings === 'string') return setProblem(mappings);
    const teams = (provider?.mappings ?? []).filter((mapping: GroupMapping) => 'teamId' in mapping);
    const secret = text('clientSecret');
    save.mutate(
      {
        name: text('name'),
        issuer: text('issuer'),
        clientId: text('clientId'),
        scopes: words('scopes'),
        groupsClaim: text('groupsClaim'),
        allowedDomains: words('allowedDomains'),
        defaultRole: text('defaultRole') || null,
        enabled,
        justInTime,
        trustEmail,
        mappings: [...mappings, ...teams],
        ...(secret !== '' && { clientSecret: secret }),
        ...(provider === null && { slug: text('slug') }),
      },
      { onSuccess: onClose, onError: (error) => setProblem(describeError(error).message) },
    );
  };
  const line = (name: string, label: string, value: string, hint?: string, type = 'text') => (
    <Field label={label} hint={hint}>
      {(field) => <Input {...field} name={name} type={type} defaultValue={value} autoComplete="off" />}
    </Field>
  );
  const tick = (label: string, hint: string, checked: boolean, set: (next: boolean) => void) => (
    <Field label={label} hint={hint} layout="inline">
      {(field) => <Checkbox {...field} checked={checked} onCheckedChange={(next) => set(next === true)} />}
    </Field>
  );
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={provider === null ? 'Add an identity provider' : `Edit ${provider.name}`}
      description="Any OpenID Connect issuer. People find a button for it on the sign-in page."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" busy={save.isPending}>
            Save
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-4">
        {line('name', 'Name', provider?.name ?? '', 'On the button: "Sign in with …".')}
        {provider === null && line('slug', 'Short name', '', 'Part of the callback address, for good.')}
        {line('issuer', 'Issuer', provider?.issuer ?? '', 'https address, without /.well-known.')}
        {line('clientId', 'Client id', provider?.clientId ?? '')}
        {line(
          'clientSecret',
          'Client secret',
          '',
          provider === null ? undefined : 'Empty keeps the one there is.',
          'password',
        )}
        {line('scopes', 'Scopes', (provider?.scopes ?? ['openid', 'profile', 'email']).join(' '))}
        {line('groupsClaim', 'Claim that holds the groups', provider?.groupsClaim ?? 'groups')}
        {line(
          'allowedDomains',
          'Allowed e-mail domains',
          (provider?.allowedDomains ?? []).join(', '),
          'Empty for any.',
        )}
        {line(
          'defaultRole',
          'Default role',
          provider?.defaultRole ?? '',
          'For whoever no group gives one; empty for none.',
        )}
        <Field
          label="Roles of groups"
          hint="One per line: group = role, or group = role @ environment:production (also endpoint:, model:, knowledge:)."
        >
          {(field) => (
            <Textarea
              {...field}
              name="mappings"
              rows={4}
              defaultValue={mappingLines(provider?.mappings ?? [])}
            />
          )}
        </Field>
        {tick('Enabled', 'Shows the button.', enabled, setEnabled)}
        {tick('Create accounts', 'Strangers get one at their first sign-in.', justInTime, setJustInTime)}
        {tick(
          'Trust its e-mail addresses',
          'A verified address signs in to the account that has it, owners’ excepted. Owners alone set this.',
          trustEmail,
          setTrustEmail,
        )}
        <FormError>{problem}</FormError>
      </form>
    </Dialog>
  );
}
