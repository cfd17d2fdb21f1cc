import { Check } from 'lucide-react';
import Link from 'next/link';
import { Badge } from '#components/ui/badge.tsx';
import type { Column } from '#components/ui/data-table.tsx';
import { formatCount } from '#components/ui/format.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Count } from '#components/ui/numbers.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { type Problem, problemReasons, problemWeights } from '#lib/triage/schemas.ts';
import { reasonWords } from './problem-words.ts';

function reasonsOf({ reasons }: Problem) {
  return problemReasons.flatMap((reason) => {
    const count = reasons[reason];
    return count === undefined ? [] : [{ reason, count }];
  });
}

/** How a score came about: "18 × 5 for thumbs down, …". */
function sumOf(problem: Problem): string {
  return reasonsOf(problem)
    .map(({ reason, count }) => `${count} × ${problemWeights[reason]} for ${reasonWords[reason]}`)
    .join(', ');
}

/** Columns of the ranked problems; with `onDone`, a button that takes a line away. */
export function problemColumns(onDone: ((requestIds: string[]) => void) | null): Column<Problem>[] {
  return [
    {
      id: 'question',
      header: 'Question',
      className: 'min-w-52 w-full max-w-0 sm:min-w-64',
      cell: (problem) => (
        <div className="flex min-w-0 flex-col gap-1 py-1">
          <Link
            href={`/inferences/${problem.requestId}`}
            prefetch={false}
            className="truncate font-medium hover:underline"
          >
            {problem.question || '(no question)'}
          </Link>
          <span className="flex flex-wrap gap-1">
            {reasonsOf(problem).map(({ reason, count }) => (
              <Badge key={reason} className="h-auto whitespace-normal py-0.5">
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
    {
      id: 'score',
      header: 'Score',
      align: 'right',
      cell: (problem) => <span title={sumOf(problem)}>{formatCount(problem.score)}</span>,
    },
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
            cell: ({ requestIds, count, question }: Problem) => (
              <IconButton
                label={`Mark ${count > requestIds.length ? `the newest ${requestIds.length} ` : ''}as done: ${question || 'this line'}`}
                icon={<Check aria-hidden />}
                onClick={() => onDone(requestIds)}
              />
            ),
          },
        ]),
  ];
}
