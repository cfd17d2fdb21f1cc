'use client';

import { LogIn } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { IdentityProviderSummary } from '#lib/access/schemas.ts';
import { can, useMe } from '#lib/client/use-me.ts';
import { IdentityProviderCard } from './identity-provider-card.tsx';
import { IdentityProviderDialog } from './identity-provider-dialog.tsx';
import { useIdentityProviders } from './identity-provider-queries.ts';

export function IdentityProvidersPanel() {
  const providers = useIdentityProviders();
  const writes = can(useMe().data, 'settings.write');
  const [edited, setEdited] = useState<IdentityProviderSummary | 'new' | null>(null);
  if (providers.error) {
    return <ErrorState error={providers.error} onRetry={() => void providers.refetch()} />;
  }
  if (providers.data === undefined) return <Skeleton className="h-32" />;
  const { items } = providers.data;
  const button = writes && (
    <Button variant="primary" className="self-start" onClick={() => setEdited('new')}>
      Add identity provider
    </Button>
  );
  return (
    <div className="flex flex-col gap-4">
      {items.length === 0 && (
        <EmptyState icon={LogIn} title="People sign in with e-mail and password" action={button}>
          Add an OpenID Connect provider (Keycloak, Entra, Okta, Google) to let them in with their company
          account.
        </EmptyState>
      )}
      {items.map((provider) => (
        <IdentityProviderCard
          key={provider.id}
          provider={provider}
          writes={writes}
          onEdit={() => setEdited(provider)}
        />
      ))}
      {items.length > 0 && button}
      {edited !== null && (
        <IdentityProviderDialog provider={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
      )}
    </div>
  );
}
