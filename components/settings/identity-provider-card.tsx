'use client';

import { useState } from 'react';
import { toast } from 'sonner';
import { SecretText } from '#components/access/one-time-password-dialog.tsx';
import { StatusBadge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { FormError } from '#components/ui/form-error.tsx';
import type { IdentityProviderSummary } from '#lib/access/schemas.ts';
import { describeError } from '#lib/client/api.ts';
import { useDeleteIdentityProvider, useTestIdentityProvider } from './identity-provider-queries.ts';

interface IdentityProviderCardProps {
  provider: IdentityProviderSummary;
  writes: boolean;
  onEdit: () => void;
}

export function IdentityProviderCard({ provider, writes, onEdit }: IdentityProviderCardProps) {
  const { id, name, issuer, enabled, justInTime, mappings, callbackUrl } = provider;
  const [removing, setRemoving] = useState(false);
  const test = useTestIdentityProvider();
  const check = () =>
    test.mutate(id, {
      onSuccess: (found) => toast.success(`${found.issuer} answers.`),
      onError: (error) =>
        toast.error('The issuer does not answer.', { description: describeError(error).message }),
    });
  const groups = mappings.length;
  return (
    <Card title={name} description={<span className="[overflow-wrap:anywhere]">{issuer}</span>}>
      <p className="mb-3 flex flex-wrap items-center gap-2 text-sm">
        <StatusBadge tone={enabled ? 'ok' : 'neutral'}>{enabled ? 'Enabled' : 'Disabled'}</StatusBadge>
        <span>
          {groups} {groups === 1 ? 'group' : 'groups'} mapped ·{' '}
          {justInTime ? 'strangers get an account' : 'people with an account only'}
        </span>
      </p>
      <p className="mb-1 text-muted-foreground text-sm">Callback address to register with the issuer</p>
      <SecretText value={callbackUrl} label="Copy callback address" />
      {writes && (
        <div className="mt-3 flex flex-wrap gap-2">
          <Button busy={test.isPending} onClick={check} aria-label={`Test ${name}`}>
            Test
          </Button>
          <Button onClick={onEdit} aria-label={`Edit ${name}`}>
            Edit
          </Button>
          <Button variant="danger" onClick={() => setRemoving(true)} aria-label={`Remove ${name}`}>
            Remove
          </Button>
        </div>
      )}
      {removing && <RemoveDialog provider={provider} onClose={() => setRemoving(false)} />}
    </Card>
  );
}

function RemoveDialog({ provider, onClose }: { provider: IdentityProviderSummary; onClose: () => void }) {
  const remove = useDeleteIdentityProvider();
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Remove ${provider.name}?`}
      confirmLabel="Remove identity provider"
      busy={remove.isPending}
      onConfirm={() => remove.mutate(provider.id, { onSuccess: onClose })}
    >
      <p>
        Its button, client secret and groups are lost. Whoever came through it keeps account and roles, but
        needs a password to sign in again: reset it for them on the Access page.
      </p>
      <FormError>{remove.error ? describeError(remove.error).message : undefined}</FormError>
    </ConfirmDialog>
  );
}
