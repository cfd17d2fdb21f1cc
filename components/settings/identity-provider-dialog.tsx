'use client';

import { type FormEvent, useState } from 'react';
import { useRoleOptions } from '#components/access/role-options.ts';
import { useFocusOnError } from '#components/access/use-focus-on-error.ts';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { FormError } from '#components/ui/form-error.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import type { IdentityProviderSummary } from '#lib/access/schemas.ts';
import { ApiError, describeError } from '#lib/client/api.ts';
import { linesOf } from './identity-provider-lines.ts';
import { useSaveIdentityProvider } from './identity-provider-queries.ts';
import { missingIn, toDrafts, toMappings } from './mapping-draft.ts';
import { MappingRows } from './mapping-rows.tsx';

interface IdentityProviderDialogProps {
  /** Null adds one. */
  provider: IdentityProviderSummary | null;
  onClose: () => void;
}

const formId = 'identity-provider';
/** No role has this name: those begin with a letter. */
const noRole = '-';

export function IdentityProviderDialog({ provider, onClose }: IdentityProviderDialogProps) {
  const save = useSaveIdentityProvider(provider?.id ?? null);
  const { options = [] } = useRoleOptions();
  const [enabled, setEnabled] = useState(provider?.enabled ?? true);
  const [justInTime, setJustInTime] = useState(provider?.justInTime ?? false);
  const [trustEmail, setTrustEmail] = useState(provider?.trustEmail ?? false);
  const [defaultRole, setDefaultRole] = useState(provider?.defaultRole ?? noRole);
  const [drafts, setDrafts] = useState(() => toDrafts(provider?.mappings ?? []));
  const [missing, setMissing] = useState<string | null>(null);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const incomplete = missingIn(drafts);
    setMissing(incomplete);
    if (incomplete !== null) return;
    const json = readForm(event.currentTarget);
    const role = defaultRole === noRole ? null : defaultRole;
    const settings = { enabled, justInTime, trustEmail, defaultRole: role, mappings: toMappings(drafts) };
    save.mutate({ ...json, ...settings }, { onSuccess: onClose });
  };
  const { error } = save;
  const form = useFocusOnError(error);
  const issues = error instanceof ApiError ? error.issues : [];
  const lines = linesOf(provider);
  const placed = lines.some(({ name }) => issues.some(({ path }) => path.split('.')[0] === name));
  const problem = missing ?? (error && !placed ? describeError(error).message : undefined);
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
            Save identity provider
          </Button>
        </>
      }
    >
      <form ref={form} id={formId} onSubmit={submit} noValidate className="flex flex-col gap-4">
        {lines.map(({ name, label, value, hint, type, required }) => (
          <Field
            key={name}
            label={label}
            hint={hint}
            required={required}
            error={issues.find(({ path }) => path.split('.')[0] === name)?.message}
          >
            {(field) => (
              <Input
                {...field}
                name={name}
                type={type ?? 'text'}
                defaultValue={value}
                autoComplete={type === 'password' ? 'new-password' : 'off'}
                spellCheck={false}
              />
            )}
          </Field>
        ))}
        <MappingRows drafts={drafts} onChange={setDrafts} />
        <Field label="Default role" hint="Everywhere, for whoever no group gives a role." required>
          {(field) => (
            <Select
              {...field}
              value={defaultRole}
              onValueChange={setDefaultRole}
              options={[
                { value: noRole, label: 'None' },
                ...options.filter(({ value }) => value !== 'owner'),
              ]}
            />
          )}
        </Field>
        {tick('Enabled', 'Shows the button.', enabled, setEnabled)}
        {tick('Create accounts', 'Strangers get one at their first sign-in.', justInTime, setJustInTime)}
        {tick(
          'Trust its e-mail addresses',
          'A verified address signs in to the account that has it, owners’ excepted. Only an owner may set this.',
          trustEmail,
          setTrustEmail,
        )}
        <FormError>{problem}</FormError>
      </form>
    </Dialog>
  );
}

/** What the text fields hold; an empty secret is not sent, which keeps the one there is. */
function readForm(form: HTMLFormElement) {
  const data = new FormData(form);
  const text = (name: string) => String(data.get(name) ?? '').trim();
  const words = (name: string) =>
    text(name)
      .split(/[\s,]+/)
      .filter(Boolean);
  const secret = text('clientSecret');
  return {
    name: text('name'),
    issuer: text('issuer'),
    clientId: text('clientId'),
    scopes: words('scopes'),
    groupsClaim: text('groupsClaim'),
    allowedDomains: words('allowedDomains'),
    ...(secret !== '' && { clientSecret: secret }),
    ...(data.has('slug') && { slug: text('slug') }),
  };
}
