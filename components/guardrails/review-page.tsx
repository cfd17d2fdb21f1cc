'use client';

import { ShieldCheck } from 'lucide-react';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { toast } from 'sonner';
import { Badge } from '#components/ui/badge.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { CursorPagination } from '#components/ui/pagination.tsx';
import { Select } from '#components/ui/select.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { useCursorPages } from '#components/ui/use-cursor-pages.ts';
import { describeError } from '#lib/client/api.ts';
import { type GuardEvent, guards } from '#lib/guardrails/schemas.ts';
import { EventDetail } from './event-detail.tsx';
import { EventList } from './event-list.tsx';
import { useGuardEvents, useJudge, useRelease } from './queries.ts';
import { useTriage } from './use-triage.ts';
import { guardWords } from './words.ts';

const states = ['open', 'reviewed', 'all'] as const;
const stateOptions = [
  { value: 'open' as const, label: 'To decide' },
  { value: 'reviewed' as const, label: 'Decided' },
  { value: 'all' as const, label: 'All' },
];
const everyGuard = [
  { value: 'any' as const, label: 'Every guard' },
  ...guards.map((value) => ({ value, label: guardWords[value] })),
];

/** Was what the guardrails did right? */
export function ReviewPage() {
  const [state, setState] = useQueryState('state', parseAsStringLiteral(states).withDefault('open'));
  const [guard, setGuard] = useQueryState('guard', parseAsStringLiteral(guards));
  const base = { state, guard: guard ?? undefined };
  const pages = useCursorPages(JSON.stringify(base));
  const page = useGuardEvents({ ...base, limit: 50, cursor: pages.cursor });
  const judge = useJudge();
  const release = useRelease();
  const onError = (error: unknown) => toast.error(describeError(error).message);
  const events = page.data?.items ?? [];
  const triage = useTriage(events, ({ id }, verdict) => judge.mutate({ id, verdict }, { onError }));
  const letPass = ({ knowledge, document }: GuardEvent) => {
    if (knowledge !== null && document !== null)
      release.mutate({ knowledge, documentId: document.id }, { onError });
  };
  const next = page.data?.next ?? null;
  return (
    <>
      <PageHeader
        title="Guardrails"
        badges={
          page.data && <Badge>{page.data.open >= 1000 ? 'over 1,000' : page.data.open} to decide</Badge>
        }
        description="What was flagged, blocked or held back. Say whether it was right: the figures per guard follow."
        actions={
          <>
            <Select
              aria-label="Decided or not"
              value={state}
              options={stateOptions}
              onValueChange={(value) => void setState(value)}
            />
            <Select
              aria-label="Guard"
              value={guard ?? 'any'}
              options={everyGuard}
              onValueChange={(value) => void setGuard(value === 'any' ? null : value)}
            />
          </>
        }
      />
      {page.error && <ErrorState error={page.error} onRetry={() => void page.refetch()} />}
      {page.isPending && <Skeleton className="h-64 w-full" />}
      {page.data && events.length === 0 && (
        <EmptyState icon={ShieldCheck} title="Nothing waits for a decision">
          What guardrails of your endpoints flag or block, and documents they hold back, come here.
        </EmptyState>
      )}
      {triage.current && (
        <div className="grid items-start gap-4 lg:grid-cols-2">
          <div className="flex min-w-0 flex-col gap-3">
            <EventList events={events} current={triage.current.id} onSelect={triage.select} />
            <CursorPagination
              count={events.length}
              onPrevious={pages.back}
              onNext={next === null ? null : () => pages.forward(next)}
            />
          </div>
          <div className="flex min-w-0 flex-col gap-3 lg:sticky lg:top-16">
            <EventDetail event={triage.current} onJudge={triage.judge} onRelease={letPass} />
            <p className="text-muted-foreground text-sm">
              <Kbd keys="j" /> next, <Kbd keys="k" /> previous, <Kbd keys="r" /> right, <Kbd keys="w" /> wrong
            </p>
          </div>
        </div>
      )}
    </>
  );
}
