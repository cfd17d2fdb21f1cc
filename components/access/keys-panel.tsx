'use client';

import { KeyRound, Plus } from 'lucide-react';
import { parseAsBoolean, parseAsInteger, parseAsString, useQueryStates } from 'nuqs';
import { useMemo, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { DataTable } from '#components/ui/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Field } from '#components/ui/field.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { SearchInput } from '#components/ui/search-input.tsx';
import type { ApiKeySummary, CreatedApiKey } from '#lib/access/schemas.ts';
import { CreateKeyDialog } from './create-key-dialog.tsx';
import { CreatedKeyDialog } from './created-key-dialog.tsx';
import { keysColumns } from './keys-columns.tsx';
import { useApiKeys } from './queries.ts';
import { RevokeKeyDialog } from './revoke-key-dialog.tsx';

const pageSize = 50;

const urlState = {
  keyq: parseAsString.withDefault(''),
  keypage: parseAsInteger.withDefault(1),
  revoked: parseAsBoolean.withDefault(false),
};

export function KeysPanel({ scope }: { scope: 'own' | 'all' }) {
  const [{ keyq, keypage, revoked }, setUrl] = useQueryStates(urlState);
  const page = Math.max(1, keypage);
  const keys = useApiKeys({ scope, search: keyq, state: revoked ? 'any' : 'usable', page, pageSize });
  const [creating, setCreating] = useState(false);
  const [created, setCreated] = useState<CreatedApiKey | null>(null);
  const [revoking, setRevoking] = useState<ApiKeySummary | null>(null);
  const columns = useMemo(() => keysColumns({ withOwner: scope === 'all', onRevoke: setRevoking }), [scope]);
  const add = (
    <Button variant="primary" onClick={() => setCreating(true)}>
      <Plus aria-hidden />
      Create API key
    </Button>
  );
  return (
    <>
      <DataTable
        label="API keys"
        columns={columns}
        rows={keys.data?.items}
        rowKey={(key) => key.id}
        error={keys.error}
        onRetry={() => void keys.refetch()}
        toolbar={
          <>
            <SearchInput
              value={keyq}
              onSearch={(search) => void setUrl({ keyq: search || null, keypage: null })}
              label="Search API keys"
            />
            <Field label="Show revoked keys" layout="inline">
              {(control) => (
                <Checkbox
                  {...control}
                  checked={revoked}
                  onCheckedChange={(on) => void setUrl({ revoked: on === true || null, keypage: null })}
                />
              )}
            </Field>
            <div className="ml-auto">{add}</div>
          </>
        }
        empty={
          <EmptyState icon={KeyRound} title={keyq === '' ? 'No API keys yet' : 'No API key matches'}>
            {keyq === ''
              ? 'With a key, programs call your endpoints the way they call OpenAI.'
              : `No name, prefix or owner contains "${keyq}".`}
          </EmptyState>
        }
        footer={
          keys.data && (
            <Pagination
              page={page}
              pageSize={pageSize}
              total={keys.data.total}
              onPage={(next) => void setUrl({ keypage: next })}
            />
          )
        }
      />
      <CreateKeyDialog open={creating} onOpenChange={setCreating} onCreated={setCreated} />
      <CreatedKeyDialog created={created} onClose={() => setCreated(null)} />
      <RevokeKeyDialog apiKey={revoking} onClose={() => setRevoking(null)} />
    </>
  );
}
