'use client';

import { Cable, Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { DataTable } from '#components/ui/data-table.tsx';
import { useDrawerId } from '#components/ui/drawer.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { can, useMe } from '#lib/client/use-me.ts';
import { DeleteProviderDialog } from './delete-provider-dialog.tsx';
import { providerColumns } from './provider-columns.tsx';
import { ProviderDrawer } from './provider-drawer.tsx';
import { useProviders } from './queries.ts';

/** Where answers are generated. */
export function ProvidersPage() {
  const me = useMe();
  const mayWrite = can(me.data, 'providers.write');
  const providers = useProviders();
  const [editing, setEditing] = useDrawerId('edit');
  const [adding, setAdding] = useDrawerId('add');
  const [deleting, setDeleting] = useState<string | null>(null);
  const edited = providers.data?.items.find(({ name, kind }) => name === editing && kind !== 'extractive');
  const columns = providerColumns(
    mayWrite ? { onEdit: ({ name }) => setEditing(name), onDelete: ({ name }) => setDeleting(name) } : null,
  );
  const add = mayWrite && (
    <Button variant="primary" onClick={() => setAdding('provider')}>
      <Plus aria-hidden />
      Add provider
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Providers"
        description="Where answers are generated, with which models and at which prices."
        actions={add}
      />
      <DataTable
        label="Providers"
        columns={columns}
        rows={providers.data?.items}
        rowKey={(provider) => provider.name}
        error={providers.error}
        onRetry={() => void providers.refetch()}
        onOpen={
          mayWrite ? (provider) => provider.kind !== 'extractive' && setEditing(provider.name) : undefined
        }
        skeletonRows={3}
        empty={<EmptyState icon={Cable} title="No provider" action={add} />}
      />
      {mayWrite && adding !== null && (
        <ProviderDrawer
          provider={null}
          takenNames={providers.data?.items.map(({ name }) => name) ?? []}
          onClose={() => setAdding(null)}
        />
      )}
      {mayWrite && edited && (
        <ProviderDrawer
          key={edited.name}
          provider={edited}
          takenNames={[]}
          onClose={() => setEditing(null)}
        />
      )}
      {deleting !== null && <DeleteProviderDialog name={deleting} onClose={() => setDeleting(null)} />}
    </>
  );
}
