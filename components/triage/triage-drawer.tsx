'use client';

import { Check, ChevronLeft, ChevronRight, SquarePlus } from 'lucide-react';
import Link from 'next/link';
import { AnswerText } from '#components/inferences/answer-text.tsx';
import { supportOf, versionLabel } from '#components/inferences/inference-columns.tsx';
import { useInference } from '#components/inferences/queries.ts';
import { InferenceStatusBadge, statusMeaning } from '#components/inferences/status.tsx';
import { TraceFeedback } from '#components/inferences/trace-feedback.tsx';
import { Button } from '#components/ui/button.tsx';
import { Drawer } from '#components/ui/drawer.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import { KeyValues } from '#components/ui/key-values.tsx';
import { Count, Duration, Money } from '#components/ui/numbers.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { InferenceSummary } from '#lib/inference/schemas.ts';
import { LabelPicker } from './label-picker.tsx';
import type { TriageDrawerState } from './use-triage-drawer.ts';

interface TriageDrawerProps {
  triage: TriageDrawerState;
  count: number;
  mayMark: boolean;
  onCollect: ((requestIds: string[]) => void) | null;
}

/** Question, answer and what to make of them, one request after the other. */
export function TriageDrawer({ triage, count, mayMark, onCollect }: TriageDrawerProps) {
  const { current, place, hasNext, hasPrevious, go, open } = triage;
  return (
    <Drawer
      open={current !== null}
      onOpenChange={(shown) => !shown && open(null)}
      title={current?.question || 'A request without a question'}
      description={
        place === null ? 'No longer in the list you filtered' : `Request ${place} of ${count} on this page`
      }
      actions={
        <>
          <IconButton
            label="Previous request"
            shortcut="k"
            icon={<ChevronLeft aria-hidden />}
            disabled={!hasPrevious}
            onClick={() => go(-1)}
          />
          <IconButton
            label="Next request"
            shortcut="j"
            icon={<ChevronRight aria-hidden />}
            disabled={!hasNext}
            onClick={() => go(1)}
          />
        </>
      }
      footer={current && <Actions row={current} triage={triage} mayMark={mayMark} onCollect={onCollect} />}
    >
      {current && (
        <div className="flex flex-col gap-5">
          {mayMark && <LabelPicker chosen={current.labels} onToggle={triage.toggleLabel} />}
          <Details row={current} />
        </div>
      )}
    </Drawer>
  );
}

function Actions({
  row,
  triage,
  mayMark,
  onCollect,
}: Omit<TriageDrawerProps, 'count'> & { row: InferenceSummary }) {
  return (
    <>
      {onCollect && (
        <Button onClick={() => onCollect([row.requestId])}>
          <SquarePlus aria-hidden />
          Add to dataset
          <Kbd keys="d" />
        </Button>
      )}
      <Button asChild>
        <Link href={`/inferences/${row.requestId}`}>
          Open trace
          <Kbd keys="o" />
        </Link>
      </Button>
      {mayMark && (
        <Button variant="primary" onClick={triage.finish}>
          <Check aria-hidden />
          {row.done ? 'Open again' : 'Done'}
          <Kbd keys="e" />
        </Button>
      )}
    </>
  );
}

function Details({ row }: { row: InferenceSummary }) {
  const query = useInference(row.requestId);
  return (
    <>
      <section aria-label="Question" className="flex flex-col gap-1">
        <h3 className="font-medium text-muted-foreground text-xs">Question</h3>
        <p className="whitespace-pre-line text-base">{query.data?.question ?? row.question}</p>
      </section>
      <section aria-label="Answer" className="flex flex-col gap-1">
        <h3 className="font-medium text-muted-foreground text-xs">Answer</h3>
        {query.error && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
        {query.isPending && <Skeleton className="h-24 w-full" />}
        {query.data && <AnswerText inference={query.data} />}
        {query.data?.errorMessage && <p className="text-bad text-base">{query.data.errorMessage}</p>}
      </section>
      <KeyValues
        items={[
          {
            key: 'Status',
            value: (
              <span className="inline-flex flex-wrap items-center gap-2">
                <InferenceStatusBadge status={row.status} /> {statusMeaning[row.status]}
              </span>
            ),
          },
          { key: 'Asked', value: <RelativeTime at={row.at} /> },
          { key: 'Requester', value: row.requester.name },
          { key: 'Endpoint', value: row.endpoint },
          { key: 'Version', value: versionLabel(row) },
          { key: 'Latency', value: <Duration ms={row.totalMs} /> },
          { key: 'Tokens', value: <Count value={row.inputTokens + row.outputTokens} /> },
          { key: 'Cost', value: <Money nano={row.cost} /> },
          { key: 'Retrieval score', value: row.retrievalScore?.toFixed(2) ?? '–' },
          { key: 'Sentences supported', value: supportOf(row) },
        ]}
      />
      {query.data && (
        <section aria-label="Feedback" className="flex flex-col gap-1">
          <h3 className="font-medium text-muted-foreground text-xs">Feedback</h3>
          <TraceFeedback inference={query.data} />
        </section>
      )}
    </>
  );
}
