'use client';

import Link from 'next/link';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { formatCount, formatPercent, threeDigits } from '#components/ui/format.ts';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { CoverageTopic, IndexHealth } from '#lib/monitors/schemas.ts';
import { useCoverage } from './queries.ts';

/** What documents are missing, and what stands in the index that should not. */
export function IndexDetail({ name, health }: { name: string; health: IndexHealth | undefined }) {
  const coverage = useCoverage(name);
  return (
    <div className="flex flex-col gap-6">
      <section className="flex flex-col gap-2">
        <h3 className="font-semibold text-base">What documents are missing?</h3>
        <p className="text-muted-foreground text-sm">
          Topics of the last {coverage.data?.days ?? 7} days with questions for which nothing good was found.
        </p>
        {coverage.error && <ErrorState error={coverage.error} onRetry={() => void coverage.refetch()} />}
        {coverage.isPending && <Skeleton className="h-40 w-full" />}
        {coverage.data?.topics.length === 0 && (
          <EmptyState title="Nothing is missing">
            Every question found a good passage, or none was asked.
          </EmptyState>
        )}
        <ul className="flex flex-col divide-y divide-border">
          {coverage.data?.topics.map((topic) => (
            <TopicLine key={`${topic.endpoint} ${topic.terms.join()}`} topic={topic} />
          ))}
        </ul>
      </section>
      {health?.survey && <Survey survey={health.survey} />}
    </div>
  );
}

function TopicLine({ topic }: { topic: CoverageTopic }) {
  return (
    <li className="py-2.5">
      <p className="font-medium text-base">
        {topic.terms.length === 0 ? 'In no topic yet' : topic.terms.join(', ')}
      </p>
      <p className="text-muted-foreground text-sm">
        {topic.endpoint}: {formatCount(topic.poor)} of {formatCount(topic.questions)} questions found nothing
        good ({formatPercent(topic.poor / topic.questions)}), {formatCount(topic.declined)} were declined
        {topic.score !== null && `; mean best score ${threeDigits(topic.score)}`}
      </p>
      {topic.examples.length > 0 && (
        <ul className="mt-1 list-disc pl-5 text-base">
          {topic.examples.map(({ requestId, question }) => (
            <li key={requestId} className="[overflow-wrap:anywhere]">
              <Link href={`/inferences/${requestId}`} className="underline-offset-4 hover:underline">
                {question}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

function Survey({ survey }: { survey: NonNullable<IndexHealth['survey']> }) {
  return (
    <>
      <section className="flex flex-col gap-2">
        <h3 className="font-semibold text-base">
          {formatCount(survey.duplicates)} chunks say what another says
        </h3>
        {survey.looked < survey.chunks && (
          <p className="text-muted-foreground text-sm">
            Among {formatCount(survey.looked)} of {formatCount(survey.chunks)} chunks.
          </p>
        )}
        <ul className="flex flex-col gap-1 text-base">
          {survey.groups.map((group) => {
            const places = group.places.map(({ document, page }) =>
              page === null ? document : `${document}, page ${page}`,
            );
            return (
              <li key={places.join()} className="[overflow-wrap:anywhere]">
                {group.kind === 'same' ? 'The same text' : 'Nearly the same text'} {formatCount(group.count)}{' '}
                times: {places.join(' · ')}
                {group.count > places.length && ' …'}
              </li>
            );
          })}
        </ul>
      </section>
      <section className="flex flex-col gap-2">
        <h3 className="font-semibold text-base">{formatCount(survey.orphans)} orphan chunks</h3>
        <p className="text-muted-foreground text-sm">
          {survey.orphans === 0
            ? 'Every chunk belongs to a document that serves it.'
            : `They belong to no document that serves them: ${survey.orphanDocuments.join(', ')}. Re-index the knowledge base to drop them.`}
        </p>
      </section>
    </>
  );
}
