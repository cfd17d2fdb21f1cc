'use client';

import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { formatCount } from '#components/ui/format.ts';
import { SkeletonText } from '#components/ui/skeleton.tsx';
import { withQuery } from '#lib/client/api.ts';
import type { HeldData, Subject } from '#lib/privacy/schemas.ts';
import { EraseDialog } from './erase-dialog.tsx';
import { ErasureCard } from './erasure-card.tsx';
import { useHeldData } from './queries.ts';

type Place = HeldData['places'][number];

const columns: readonly Column<Place>[] = [
  { id: 'label', header: 'Where', cell: ({ label }) => label },
  { id: 'count', header: 'Rows', align: 'right', cell: ({ count }) => formatCount(count) },
  {
    id: 'fate',
    header: 'What erasing does',
    cell: ({ fate }) => <span className="text-muted-foreground">{fate}</span>,
  },
];

/** What is held of one person, with what can be done about it. */
export function HeldDataCard({ subject }: { subject: Subject }) {
  const held = useHeldData(subject);
  const [asking, setAsking] = useState(false);
  const [begun, setBegun] = useState<string | null>(null);
  if (held.error && held.data === undefined) {
    return <ErrorState error={held.error} onRetry={() => void held.refetch()} />;
  }
  if (held.data === undefined) return <SkeletonText lines={5} />;
  const { person, places, erasure } = held.data;
  const erasureId = begun ?? erasure?.id ?? null;
  const underWay = erasure !== null && erasure.state !== 'done';
  const over = erasure !== null && subject.kind === 'user';
  return (
    <div className="flex flex-col gap-4">
      {erasureId !== null && <ErasureCard id={erasureId} />}
      <Card
        title={person.name}
        description={person.email ?? 'A name that an application gave in its requests'}
        actions={
          <>
            {!underWay && (
              <Button asChild size="sm">
                <a href={withQuery('/api/privacy/people/export', subject)} download>
                  Export
                </a>
              </Button>
            )}
            {!over && !underWay && (
              <Button size="sm" variant="danger" onClick={() => setAsking(true)}>
                Erase…
              </Button>
            )}
          </>
        }
      >
        <DataTable
          label="What is held"
          columns={columns}
          rows={places}
          rowKey={({ place }) => place}
          empty={<p className="px-4 py-6 text-muted-foreground">Nothing is held of this person.</p>}
        />
      </Card>
      <EraseDialog
        held={held.data}
        open={asking}
        onOpenChange={setAsking}
        onBegun={(id) => {
          setBegun(id);
          setAsking(false);
        }}
      />
    </div>
  );
}
