'use client';

import { Check, CircleCheck } from 'lucide-react';
import Link from 'next/link';
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useMemo } from 'react';
import { toast } from 'sonner';
import { useEnvironment } from '#components/environment/use-environment.ts';
import { endsOf, type TimeRange } from '#components/time-range/time-range.ts';
import { Badge } from '#components/ui/badge.tsx';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Count } from '#components/ui/numbers.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Select } from '#components/ui/select.tsx';
import { describeError } from '#lib/client/api.ts';
import { can, useMe } from '#lib/client/use-me.ts';
import { type Problem, problemReasonSchema, problemReasons, problemWeights } from '#lib/triage/schemas.ts';
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

function problemColumns(onDone: ((requestIds: string[]) => void) | null): Column<Problem>[] {
  const reasonsOf = ({ reasons }: Problem) =>
    problemReasons.flatMap((reason) => {
      const count = reasons[reason];
      return count === undefined ? [] : [{ reason, count }];
    });
  return [
    {
      id: 'question',
      header: 'Question',
      className: 'min-w-64 w-full max-w-0',
      cell: (problem) => (
        <div className="flex min-w-0 flex-col gap-1 py-1">
          <Link href={`/inferences/${problem.requestId}`} className="truncate font-medium hover:underline">
            {problem.question || '(no question)'}
          </Link>
          <span className="flex flex-wrap gap-1">
            {reasonsOf(problem).map(({ reason, count }) => (
              <Badge key={reason}>
                {count > 1 && `${count} × `}
                {reasonWords[reason]}
              </Badge>
            ))}
          </span>
        </div>
      ),
    },
    {
      id: 'topic',
      header: 'Topic',
      className: 'max-w-48 truncate max-lg:hidden',
      cell: ({ topic, terms }) => (topic === null ? '–' : terms.join(', ') || `Topic ${topic}`),
    },
    { id: 'endpoint', header: 'Endpoint', className: 'max-lg:hidden', cell: ({ endpoint }) => endpoint },
    { id: 'count', header: 'Requests', align: 'right', cell: ({ count }) => <Count value={count} /> },
    {
      id: 'askers',
      header: 'People',
      align: 'right',
      className: 'max-md:hidden',
      cell: ({ askers }) => <Count value={askers} />,
    },
    { id: 'score', header: 'Score', align: 'right', cell: ({ score }) => <Count value={score} /> },
    {
      id: 'last',
      header: 'Last',
      className: 'whitespace-nowrap max-md:hidden',
      cell: ({ lastAt }) => <RelativeTime at={lastAt} />,
    },
    ...(onDone === null
      ? []
      : [
          {
            id: 'done',
            header: 'Done',
            cell: ({ requestIds, question }: Problem) => (
              <IconButton
                label={`Mark as done: ${question || 'this line'}`}
                icon={<Check aria-hidden />}
                onClick={() => onDone(requestIds)}
              />
            ),
          },
        ]),
  ];
}
