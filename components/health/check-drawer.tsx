'use client';

import { Pencil, Play, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import { StatusBadge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { Drawer, useDrawerId } from '#components/ui/drawer.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { FormError } from '#components/ui/form-error.tsx';
import { KeyValues } from '#components/ui/key-values.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { describeError } from '#lib/client/api.ts';
import { can, canAt, useMe } from '#lib/client/use-me.ts';
import type { Check, UptimeRange } from '#lib/health/schemas.ts';
import { CheckForm } from './check-form.tsx';
import { CheckHistoryView } from './check-history.tsx';
import { useCheckHistory, useDeleteCheck, useRunCheck } from './queries.ts';
import { kindWords, scheduleWords, stateOf } from './words.ts';

/** The check in `?check=…`: how it went, and what to do about it. */
export function CheckDrawer() {
  const [id, show] = useDrawerId('check');
  if (id === null) return null;
  return <OpenCheck key={id} id={id} onClose={() => show(null)} />;
}

function OpenCheck({ id, onClose }: { id: string; onClose: () => void }) {
  const [range, setRange] = useState<UptimeRange>('90d');
  const [changing, setChanging] = useState(false);
  const history = useCheckHistory(id, range);
  const check = history.data?.check;
  return (
    <Drawer
      open
      onOpenChange={(open) => !open && onClose()}
      title={check?.name ?? 'Check'}
      description={check && `${kindWords[check.kind]}${check.subject === '' ? '' : ` · ${check.subject}`}`}
      actions={
        check &&
        !changing && <CheckActions check={check} onChange={() => setChanging(true)} onDeleted={onClose} />
      }
    >
      {history.error && <ErrorState error={history.error} onRetry={() => void history.refetch()} />}
      {history.data === undefined && !history.error && <Skeleton className="h-64 w-full" />}
      {check && changing && <CheckForm check={check} endpoint="" onClose={() => setChanging(false)} />}
      {history.data && !changing && (
        <div className="flex flex-col gap-6">
          <Facts check={history.data.check} />
          <CheckHistoryView history={history.data} range={range} onRange={setRange} />
        </div>
      )}
    </Drawer>
  );
}

function Facts({ check }: { check: Check }) {
  const { tone, word } = stateOf(check);
  const { definition } = check;
  const facts = [
    {
      key: 'State',
      value: (
        <span className="flex flex-wrap items-center gap-2">
          <StatusBadge tone={tone}>{word}</StatusBadge>
          {check.since !== null && (
            <span className="text-muted-foreground text-sm">
              since <RelativeTime at={check.since} />
            </span>
          )}
        </span>
      ),
    },
    ...(check.last === null ? [] : [{ key: 'Last run', value: check.last.message }]),
    ...(definition.kind === 'question' ? [{ key: 'Question', value: definition.question }] : []),
    { key: 'Runs', value: scheduleWords(check.schedule) },
    { key: 'Down after', value: inARow(check.failAfter, 'failure') },
    { key: 'Up again after', value: inARow(check.recoverAfter, 'pass') },
    { key: 'Time limit', value: `${check.timeoutMs / 1000} s for each run` },
  ];
  return (
    <div className="flex flex-col gap-3">
      {check.overdue && (
        <p className="rounded-md bg-warn-soft px-3 py-2 text-sm text-warn">
          It should have run <RelativeTime at={check.nextAt} />. Is a worker running?
        </p>
      )}
      <KeyValues items={facts} />
    </div>
  );
}

interface CheckActionsProps {
  check: Check;
  onChange: () => void;
  onDeleted: () => void;
}

function CheckActions({ check, onChange, onDeleted }: CheckActionsProps) {
  const { data: me } = useMe();
  const run = useRunCheck();
  const remove = useDeleteCheck();
  const [deleting, setDeleting] = useState(false);
  const { environment, subject: name } = check;
  const mayChange =
    check.kind === 'question'
      ? canAt(me, 'health.write', { kind: 'endpoint', name, environment })
      : can(me, 'health.write') && (me?.reach['health.write']?.everywhere ?? false);
  if (!mayChange) return null;
  return (
    <>
      <Button
        size="sm"
        busy={run.isPending}
        onClick={() =>
          run.mutate(check.id, {
            onSuccess: ({ last }) =>
              last?.passed ? toast.success('It passed.') : toast.error(last?.message ?? 'It failed.'),
            onError: (error) => toast.error(describeError(error).message),
          })
        }
      >
        <Play aria-hidden />
        Run now
      </Button>
      <Button size="sm" aria-label="Change check" onClick={onChange}>
        <Pencil aria-hidden />
      </Button>
      <Button size="sm" variant="danger" aria-label="Delete check" onClick={() => setDeleting(true)}>
        <Trash2 aria-hidden />
      </Button>
      <ConfirmDialog
        open={deleting}
        onOpenChange={setDeleting}
        title={`Delete "${check.name}"?`}
        confirmLabel="Delete check"
        busy={remove.isPending}
        onConfirm={() => remove.mutate(check.id, { onSuccess: onDeleted })}
      >
        <p>
          Its history and incidents go with it.
          {check.automatic &&
            ' Slipway made it by itself and will not make it again; switching it off keeps it.'}
        </p>
        {remove.error && <FormError>{describeError(remove.error).message}</FormError>}
      </ConfirmDialog>
    </>
  );
}

function inARow(times: number, what: 'failure' | 'pass'): string {
  if (times === 1) return `1 ${what}`;
  return `${times} ${what === 'pass' ? 'passes' : 'failures'} in a row`;
}
