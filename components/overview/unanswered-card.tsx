'use client';

import Link from 'next/link';
import { Card } from '#components/ui/card.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { formatCount } from '#components/ui/format.ts';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { withQuery } from '#lib/client/api.ts';
import { type OverviewWhere, useUnanswered } from './queries.ts';

interface UnansweredCardProps {
  query: OverviewWhere;
  live: boolean;
  rows: Record<string, string | undefined>;
}

/** What people asked and the documents did not know, most asked first: the list of documents to write. */
export function UnansweredCard({ query, live, rows }: UnansweredCardProps) {
  const unanswered = useUnanswered(query, live);
  const { data, error } = unanswered;
  return (
    <Card title="Unanswered questions" description="Asked most first: what the documents should say." flush>
      {error && !data ? (
        <ErrorState
          error={error}
          title="The questions could not be read."
          onRetry={() => void unanswered.refetch()}
        />
      ) : !data ? (
        <Skeleton className="m-4 h-32" />
      ) : data.questions === null ? (
        <p className="px-4 py-3 text-sm">
          {data.count === 0
            ? 'Every question found an answer in this range.'
            : `${formatCount(data.count)} ${data.count === 1 ? 'question' : 'questions'} found no answer. Reading them takes the permission inferences.read.`}
        </p>
      ) : data.questions.length === 0 ? (
        <p className="px-4 py-3 text-muted-foreground text-sm">
          {data.count === 0
            ? 'Every question found an answer in this range.'
            : `${formatCount(data.count)} found no answer; their text is not stored, or not for you.`}
        </p>
      ) : (
        <ol>
          {data.questions.slice(0, 8).map(({ question, count, endpoint, lastAt, requestId }) => (
            <li key={requestId} className="border-border border-b last:border-b-0">
              <Link
                href={`/inferences/${requestId}`}
                className="flex items-baseline justify-between gap-3 px-4 py-2 hover:bg-hover"
              >
                <span className="line-clamp-2 min-w-0 [overflow-wrap:anywhere]">{question}</span>
                <span className="shrink-0 text-right text-muted-foreground text-xs">
                  <span className="tabular-nums">{formatCount(count)}×</span> {endpoint},{' '}
                  <RelativeTime at={lastAt} />
                </span>
              </Link>
            </li>
          ))}
          <li className="px-4 py-2 text-sm">
            <Link
              href={withQuery('/inferences', { ...rows, status: 'declined' })}
              className="text-accent-text underline-offset-4 hover:underline"
            >
              All {formatCount(data.count)} requests without an answer
            </Link>
            {data.examined !== null && (
              <span className="text-muted-foreground">
                {' '}
                (the newest {formatCount(data.examined)} are grouped)
              </span>
            )}
          </li>
        </ol>
      )}
    </Card>
  );
}
