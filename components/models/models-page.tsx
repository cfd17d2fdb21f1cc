'use client';

import { Boxes, Plus } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { parseAsString, useQueryState } from 'nuqs';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { DataTable } from '#components/ui/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { SearchInput } from '#components/ui/search-input.tsx';
import { Select } from '#components/ui/select.tsx';
import { canCreate, useMe } from '#lib/client/use-me.ts';
import { CreateModelDialog } from './create-model-dialog.tsx';
import { modelHref } from './hrefs.ts';
import { modelColumns } from './models-columns.tsx';
import { useModels } from './queries.ts';
import { allTags, hasTag } from './tags.ts';

/** Not a tag. */
const everyTag = '(every)';

/** Which applications are there, and which version of each serves where? */
export function ModelsPage() {
  const router = useRouter();
  const me = useMe();
  const models = useModels();
  const [q, setQ] = useQueryState('q', parseAsString.withDefault(''));
  const [tag, setTag] = useQueryState('tag', parseAsString);
  const [creating, setCreating] = useState(false);
  const wanted = q.trim().toLowerCase();
  const rows = models.data?.items.filter(
    (model) =>
      `${model.name} ${model.description}`.toLowerCase().includes(wanted) &&
      (tag === null || hasTag(model.tags, tag)),
  );
  const tags = allTags(models.data?.items ?? []);
  const narrowed = q !== '' || tag !== null;
  const create = canCreate(me.data, 'models.write') && (
    <Button variant="primary" onClick={() => setCreating(true)}>
      <Plus aria-hidden />
      Create model
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Models"
        description="Which applications are there, and which version of each serves where?"
        actions={create}
      />
      <DataTable
        label="Models"
        columns={modelColumns}
        rows={rows}
        rowKey={(model) => model.name}
        error={models.error}
        onRetry={() => void models.refetch()}
        onOpen={(model) => router.push(modelHref(model.name))}
        sort={{ by: 'name', order: 'asc' }}
        columnsKey="models"
        toolbar={
          <>
            <SearchInput value={q} onSearch={(text) => void setQ(text || null)} label="Search models" />
            {(tags.length > 0 || tag !== null) && (
              <Select
                aria-label="Tag"
                className="w-auto min-w-36 max-w-64"
                value={tag ?? everyTag}
                onValueChange={(value) => void setTag(value === everyTag ? null : value)}
                options={[
                  { value: everyTag, label: 'Any tag' },
                  ...[...new Set([...tags, ...(tag === null ? [] : [tag])])].map((value) => ({
                    value,
                    label: value,
                  })),
                ]}
              />
            )}
          </>
        }
        empty={
          <EmptyState
            icon={Boxes}
            title={narrowed ? 'No model matches' : 'No model yet'}
            action={!narrowed && create}
          >
            {narrowed
              ? 'Search for another name or description, or choose another tag.'
              : 'A model is an application under one name, with numbered versions that never change.'}
          </EmptyState>
        }
      />
      <CreateModelDialog open={creating} onOpenChange={setCreating} />
    </>
  );
}
