'use client';

import { BellOff, Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { toast } from 'sonner';
import { StatusBadge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Select } from '#components/ui/select.tsx';
import type { Silence } from '#lib/alerts/schemas.ts';
import { describeError } from '#lib/client/api.ts';
import { useEndSilence, useSilences } from './queries.ts';
import { SilenceDialog } from './silence-dialog.tsx';

const tones = { planned: 'info', active: 'warn', over: 'neutral' } as const;
const labels = { planned: 'Planned', active: 'Active', over: 'Over' } as const;

const shown: Column<Silence>[] = [
  {
    id: 'what',
    header: 'What',
    alwaysShown: true,
    cell: (silence) => (
      <div className="min-w-40">
        <div className="font-medium [overflow-wrap:anywhere]">{whatOf(silence)}</div>
        <div className="text-muted-foreground text-sm [overflow-wrap:anywhere]">{silence.comment}</div>
      </div>
    ),
  },
  {
    id: 'state',
    header: 'State',
    cell: ({ state }) => <StatusBadge tone={tones[state]}>{labels[state]}</StatusBadge>,
  },
  { id: 'ends', header: 'Ends', cell: ({ endsAt }) => <RelativeTime at={endsAt} /> },
  { id: 'by', header: 'By', className: 'max-sm:hidden', cell: ({ createdBy }) => createdBy },
];

function whatOf({ matchers, ruleName }: Silence): string {
  const parts = [
    ...(matchers.ruleId === undefined ? [] : [ruleName ?? 'a rule']),
    ...(matchers.endpoint === undefined ? [] : [`at ${matchers.endpoint}`]),
    ...(matchers.severity === undefined ? [] : [`of severity ${matchers.severity}`]),
    ...Object.entries(matchers.labels).map(([name, value]) => `${name}: ${value}`),
  ];
  return parts.join(', ');
}

export function SilencesTab({ mayAdd }: { mayAdd: boolean }) {
  const [state, setState] = useState<'current' | 'over'>('current');
  const [adding, setAdding] = useState(false);
  const silences = useSilences({ state, pageSize: 100 });
  const end = useEndSilence();
  const columns = useMemo<Column<Silence>[]>(
    () => [
      ...shown,
      {
        id: 'actions',
        header: 'Actions',
        className: 'w-24 text-right',
        cell: ({ id, mayEnd }) =>
          mayEnd && (
            <Button
              size="sm"
              onClick={() =>
                end.mutate(id, { onError: (error) => toast.error(describeError(error).message) })
              }
            >
              End now
            </Button>
          ),
      },
    ],
    [end.mutate],
  );
  return (
    <>
      <DataTable
        label="Silences"
        columns={columns}
        rows={silences.data?.items}
        rowKey={({ id }) => id}
        error={silences.error}
        onRetry={() => void silences.refetch()}
        toolbar={
          <>
            <Select
              aria-label="Which silences"
              className="w-auto min-w-32"
              value={state}
              onValueChange={setState}
              options={[
                { value: 'current', label: 'Current' },
                { value: 'over', label: 'Over' },
              ]}
            />
            {mayAdd && (
              <Button className="ml-auto" onClick={() => setAdding(true)}>
                <Plus aria-hidden />
                Add silence
              </Button>
            )}
          </>
        }
        empty={
          <EmptyState icon={BellOff} title="No silences">
            A silence keeps known trouble, or planned work, from telling anybody for a time.
          </EmptyState>
        }
      />
      {adding && <SilenceDialog choices={null} onClose={() => setAdding(false)} />}
    </>
  );
}
