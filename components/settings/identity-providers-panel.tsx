'use client';

import { useState } from 'react';
import { toast } from 'sonner';
import { SecretText } from '#components/access/one-time-password-dialog.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { IdentityProviderSummary } from '#lib/access/schemas.ts';
import { describeError } from '#lib/client/api.ts';
import { can, useMe } from '#lib/client/use-me.ts';
import { IdentityProviderDialog } from './identity-provider-dialog.tsx';
import {
  useDeleteIdentityProvider,
  useIdentityProviders,
  useTestIdentityProvider,
} from './identity-provider-queries.ts';

export function IdentityProvidersPanel() {
  const providers = useIdentityProviders();
  const writes = can(useMe().data, 'settings.write');
  const [edited, setEdited] = useState<IdentityProviderSummary | 'new' | null>(null);
  if (providers.error) return <p role="alert">{describeError(providers.error).message}</p>;
  if (providers.data === undefined) return <Skeleton className="h-32" />;
  const { items } = providers.data;
  return (
    <div className="flex flex-col gap-4">
      {items.length === 0 && (
        <p className="text-muted-foreground">
          People sign in with e-mail and password. Add an OpenID Connect provider (Keycloak, Entra, Okta,
          Google) to let them in with their company account.
        </p>
      )}
      {items.map((provider) => (
        <ProviderCard
          key={provider.id}
          provider={provider}
          writes={writes}
          onEdit={() => setEdited(provider)}
        />
      ))}
      {writes && (
        <Button variant="primary" className="self-start" onClick={() => setEdited('new')}>
          Add identity provider
        </Button>
      )}
      {edited !== null && (
        <IdentityProviderDialog provider={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
      )}
    </div>
  );
}

interface ProviderCardProps {
  provider: IdentityProviderSummary;
  writes: boolean;
  onEdit: () => void;
}

function ProviderCard({ provider, writes, onEdit }: ProviderCardProps) {
  const test = useTestIdentityProvider();
  const remove = useDeleteIdentityProvider();
  const check = () =>
    test.mutate(provider.id, {
      onSuccess: ({ issuer }) => toast.success(`${issuer} answers.`),
      onError: (error) =>
        toast.error('The issuer does not answer.', { description: describeError(error).message }),
    });
  const drop = () =>
    remove.mutate(provider.id, {
      onError: (error) => toast.error('It was not removed.', { description: describeError(error).message }),
    });
  const groups = provider.mappings.length;
  return (
    <Card
      title={provider.name}
      description={provider.issuer}
      actions={
        writes && (
          <>
            <Button busy={test.isPending} onClick={check}>
              Test
            </Button>
            <Button onClick={onEdit}>Edit</Button>
            <Button variant="danger" busy={remove.isPending} onClick={drop}>
              Remove
            </Button>
          </>
        )
      }
    >
      <p className="mb-3 flex flex-wrap items-center gap-2 text-sm">
        <Badge>{provider.enabled ? 'Enabled' : 'Disabled'}</Badge>
        {groups} {groups === 1 ? 'group' : 'groups'} mapped ·{' '}
        {provider.justInTime ? 'strangers get an account' : 'people with an account only'}
      </p>
      <p className="mb-1 text-muted-foreground text-sm">Callback address to register with the issuer</p>
      <SecretText value={provider.callbackUrl} label="Copy callback address" />
    </Card>
  );
}
