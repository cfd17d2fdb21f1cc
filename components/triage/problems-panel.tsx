'use client';

import { CircleCheck } from 'lucide-react';
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useMemo } from 'react';
import { toast } from 'sonner';
import { useEnvironment } from '#components/environment/use-environment.ts';
import { endsOf, type TimeRange } from '#components/time-range/time-range.ts';
import { DataTable } from '#components/ui/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Select } from '#components/ui/select.tsx';
import { describeError } from '#lib/client/api.ts';
import { can, useMe } from '#lib/client/use-me.ts';
import { problemReasonSchema, problemReasons, problemWeights } from '#lib/triage/schemas.ts';
import { HowRanked } from './how-ranked.tsx';
import { problemColumns } from './problem-columns.tsx';
import { reasonWords } from './problem-words.ts';
import { useMark, useProblems } from './queries.ts';

const anything = 'all';
const urlState = {
  endpoint: parseAsString,
  reason: parseAsStringLiteral(problemReasons),
  by: parseAsStringLiteral(['question', 'topic'] as const).withDefault('question'),
  done: parseAsStringLiteral(['yes', 'no', anything] as const).withDefault('no'),
};

/** What goes wrong most, the like questions as one line. */
export function ProblemsPanel({ range }: { range: TimeRange }) {
  const me = useMe();
  const [{ endpoint, reason, by, done }, set] = useQueryStates(urlState);
  const [environment] = useEnvironment();
  const { from, to } = useMemo(() => endsOf(range, new Date()), [range]);
  const problems = useProblems({
    from,
    to,
    groupBy: by,
    endpoint: endpoint ?? undefined,
    environment: environment ?? undefined,
    reason: reason ?? undefined,
    done: done === anything ? undefined : done,
  });
  const { mutate } = useMark();
  const mayMark = can(me.data, 'inferences.label');
  const columns = useMemo(
    () =>
      problemColumns(
        mayMark
          ? (requestIds) =>
              mutate(
                { requestIds, done: true },
                { onError: (error) => void toast.error(describeError(error).message) },
              )
          : null,
      ),
    [mayMark, mutate],
  );
  return (
    <DataTable
      label="Problems"
      columns={columns}
      rows={problems.data?.items}
      rowKey={(problem) => problem.requestId}
      error={problems.error}
      onRetry={() => void problems.refetch()}
      toolbar={
        <>
          <Select
            aria-label="Reason"
            className="w-auto min-w-48"
            value={reason ?? anything}
            onValueChange={(value) => void set({ reason: problemReasonSchema.safeParse(value).data ?? null })}
            options={[
              { value: anything, label: 'Every reason' },
              ...problemReasons.map((value) => ({
                value,
                label: reasonWords[value],
                hint: `counts ${problemWeights[value]}`,
              })),
            ]}
          />
          <Select
            aria-label="Lines"
            className="w-auto min-w-44"
            value={by}
            onValueChange={(value) => void set({ by: value })}
            options={[
              { value: 'question', label: 'By like question' },
              { value: 'topic', label: 'By topic' },
            ]}
          />
          <Select
            aria-label="Done in triage"
            className="w-auto min-w-40"
            value={done}
            onValueChange={(value) => void set({ done: value })}
            options={[
              { value: 'no', label: 'Open' },
              { value: 'yes', label: 'Done' },
              { value: anything, label: 'Open and done' },
            ]}
          />
          <HowRanked />
          {problems.data?.bounded && (
            <p className="text-muted-foreground text-sm">
              Of the newest {problems.data.looked.toLocaleString('en')} requests of the range.
            </p>
          )}
        </>
      }
      empty={
        <EmptyState icon={CircleCheck} title="No problems in this time">
          Requests that failed, were declined, rated down, hardly supported or slow come here, the worst
          first.
        </EmptyState>
      }
    />
  );
}
