'use client';

import { useState } from 'react';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { FormError } from '#components/ui/form-error.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { describeError } from '#lib/client/api.ts';
import type { Quota } from '#lib/limits/schemas.ts';
import { useDeleteQuota, useQuota } from './queries.ts';
import { QuotaDialog } from './quota-dialog.tsx';
import { QuotaMeter } from './quota-meter.tsx';
import { RaiseForm } from './raise-form.tsx';
import { amountText, periodWords } from './words.ts';

interface QuotaDetailProps {
  id: string;
  writable: boolean;
  onDeleted: () => void;
}

export function QuotaDetail({ id, writable, onDeleted }: QuotaDetailProps) {
  const quota = useQuota(id);
  const remove = useDeleteQuota();
  const [open, setOpen] = useState<'edit' | 'delete' | null>(null);
  if (quota.error && !quota.data)
    return <ErrorState error={quota.error} onRetry={() => void quota.refetch()} />;
  if (!quota.data) return <Skeleton className="h-64" />;
  const { subjectName, measure, period, timeZone, amountNow, revision } = quota.data;
  return (
    <div className="flex flex-col gap-6">
      <div className="flex items-start justify-between gap-3">
        <div>
          <h3 className="font-semibold text-lg">
            {subjectName}: {amountText(measure, amountNow)} {periodWords[period]}
          </h3>
          <p className="text-muted-foreground text-sm">Renews at midnight in {timeZone}.</p>
        </div>
        {writable && (
          <div className="flex gap-1.5">
            <Button size="sm" onClick={() => setOpen('edit')}>
              Change
            </Button>
            <Button size="sm" onClick={() => setOpen('delete')}>
              Delete
            </Button>
          </div>
        )}
      </div>
      <Standings quota={quota.data} />
      <Raises quota={quota.data} />
      {writable && <RaiseForm quota={quota.data} />}
      {open === 'edit' && <QuotaDialog quota={quota.data} onClose={() => setOpen(null)} />}
      <ConfirmDialog
        open={open === 'delete'}
        onOpenChange={(next) => !next && setOpen(null)}
        title={`Delete the quota of ${subjectName}?`}
        confirmLabel="Delete quota"
        busy={remove.isPending}
        onConfirm={() => remove.mutate({ id, revision }, { onSuccess: onDeleted })}
      >
        <p>
          Nothing bounds them by {measure} any more, unless another quota does. What was used stays in the
          ledger.
        </p>
        {remove.error && <FormError>{describeError(remove.error).message}</FormError>}
      </ConfirmDialog>
    </div>
  );
}

function Standings({ quota: { measure, standings } }: { quota: Quota }) {
  return (
    <section className="flex flex-col gap-2">
      <h3 className="font-semibold">This period</h3>
      {standings.length === 0 && <p className="text-muted-foreground text-sm">Nothing was used yet.</p>}
      <ul className="divide-y divide-border">
        {standings.map((standing) => (
          <li key={standing.subject} className="flex flex-col gap-1 py-2">
            <div className="flex justify-between gap-3 text-sm">
              <span className="font-medium">{standing.subjectName}</span>
              <span className="text-muted-foreground">
                {amountText(measure, standing.left)} left, renews <RelativeTime at={standing.periodEnd} />
              </span>
            </div>
            <QuotaMeter measure={measure} standing={standing} label={`Used by ${standing.subjectName}`} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Raises({ quota: { measure, raises } }: { quota: Quota }) {
  if (raises.length === 0) return null;
  return (
    <section className="flex flex-col gap-2">
      <h3 className="font-semibold">Raises</h3>
      <ul className="divide-y divide-border text-sm">
        {raises.map((raise) => (
          <li key={raise.id} className="py-2">
            <span className="font-medium">+ {amountText(measure, raise.amount)}</span> until{' '}
            <RelativeTime at={raise.until} /> {!raise.active && <Badge>over</Badge>}
            <p className="text-muted-foreground">
              {raise.reason} · {raise.by}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
