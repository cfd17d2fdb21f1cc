import { ThumbsDown, ThumbsUp } from 'lucide-react';
import Link from 'next/link';
import { RowLabels } from '#components/triage/label-badge.tsx';
import { EnvironmentBadge } from '#components/ui/badge.tsx';
import type { Column } from '#components/ui/data-table.tsx';
import { Count, Duration, Money } from '#components/ui/numbers.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import type { InferenceSummary } from '#lib/inference/schemas.ts';
import { InferenceStatusBadge } from './status.tsx';

export function FeedbackMark({ thumb, stars }: Pick<InferenceSummary, 'thumb' | 'stars'>) {
  if (thumb === null && stars === null) return <span className="text-muted-foreground">–</span>;
  return (
    <span className="inline-flex items-center gap-1">
      {thumb === 'up' && <ThumbsUp role="img" aria-label="Helpful" className="size-4 text-ok" />}
      {thumb === 'down' && <ThumbsDown role="img" aria-label="Not helpful" className="size-4 text-bad" />}
      {stars !== null && <span className="text-sm tabular-nums">{stars} ★</span>}
    </span>
  );
}

export function versionLabel(row: Pick<InferenceSummary, 'model' | 'version' | 'alias'>): string {
  if (row.model === null) return '–';
  const version = row.version === null ? '' : ` v${row.version}`;
  return `${row.model}${version}${row.alias === null ? '' : ` (@${row.alias})`}`;
}

/** The entity that answered, and the one that should have when a fallback stepped in. */
export function servedEntityLabel(row: Pick<InferenceSummary, 'intendedEntity' | 'servedEntity'>): string {
  const { intendedEntity, servedEntity } = row;
  if (servedEntity === null) return intendedEntity ?? '–';
  if (intendedEntity === null || intendedEntity === servedEntity) return servedEntity;
  return `${servedEntity} for ${intendedEntity}`;
}

/** Sentences of the answer that a cited passage supports, of those that were checked. */
export function supportOf(row: Pick<InferenceSummary, 'sentences' | 'supportedSentences'>): string {
  return row.sentences === null ? '–' : `${row.supportedSentences} of ${row.sentences}`;
}

/** Links fetch nothing before they are followed: a page holds fifty of them. */
export const inferenceColumns: readonly Column<InferenceSummary>[] = [
  {
    id: 'at',
    header: 'Time',
    sortable: true,
    className: 'w-28 whitespace-nowrap max-sm:hidden',
    cell: (row) => <RelativeTime at={row.at} />,
  },
  {
    id: 'status',
    header: 'Status',
    className: 'w-28',
    cell: (row) => <InferenceStatusBadge status={row.status} />,
  },
  {
    id: 'question',
    header: 'Question',
    alwaysShown: true,
    className: 'max-w-0 w-full min-w-44 sm:min-w-56',
    cell: (row) => (
      <Link
        href={`/inferences/${row.requestId}`}
        prefetch={false}
        className="block truncate hover:underline"
        title={row.question}
      >
        {row.question || <span className="text-muted-foreground">(no question)</span>}
      </Link>
    ),
  },
  {
    id: 'version',
    header: 'Version',
    className: 'max-lg:hidden',
    cell: (row) => (
      <span className="block max-w-40 truncate" title={versionLabel(row)}>
        {versionLabel(row)}
      </span>
    ),
  },
  {
    id: 'endpoint',
    header: 'Endpoint',
    className: 'whitespace-nowrap max-xl:hidden',
    cell: (row) => row.endpoint,
  },
  {
    id: 'environment',
    header: 'Environment',
    initiallyHidden: true,
    cell: (row) => (row.environment === null ? '–' : <EnvironmentBadge environment={row.environment} />),
  },
  {
    id: 'arm',
    header: 'Served entity',
    initiallyHidden: true,
    cell: (row) => servedEntityLabel(row),
  },
  { id: 'source', header: 'Source', initiallyHidden: true, cell: (row) => row.source },
  {
    id: 'requester',
    header: 'Requester',
    initiallyHidden: true,
    className: 'max-w-40 truncate',
    cell: (row) => row.requester.name,
  },
  {
    id: 'snapshot',
    header: 'Snapshot',
    initiallyHidden: true,
    cell: (row) => (row.snapshot === null ? '–' : `${row.knowledge} #${row.snapshot}`),
  },
  {
    id: 'totalMs',
    header: 'Latency',
    sortable: true,
    align: 'right',
    cell: (row) => <Duration ms={row.totalMs} />,
  },
  {
    id: 'firstToken',
    header: 'First token',
    align: 'right',
    initiallyHidden: true,
    cell: (row) => (row.timeToFirstTokenMs === null ? '–' : <Duration ms={row.timeToFirstTokenMs} />),
  },
  {
    id: 'outputTokens',
    header: 'Tokens',
    sortable: true,
    align: 'right',
    className: 'max-lg:hidden',
    cell: (row) => <Count value={row.inputTokens + row.outputTokens} compact />,
  },
  {
    id: 'cost',
    header: 'Cost',
    sortable: true,
    align: 'right',
    className: 'max-lg:hidden',
    cell: (row) => <Money nano={row.cost} />,
  },
  { id: 'feedback', header: 'Feedback', cell: (row) => <FeedbackMark {...row} /> },
  {
    id: 'labels',
    header: 'Labels',
    className: 'max-lg:hidden',
    cell: (row) => <RowLabels ids={row.labels} done={row.done} />,
  },
  { id: 'topic', header: 'Topic', align: 'right', initiallyHidden: true, cell: (row) => row.topic ?? '–' },
  { id: 'language', header: 'Language', initiallyHidden: true, cell: (row) => row.language ?? '–' },
  {
    id: 'retrievalScore',
    header: 'Retrieval score',
    sortable: true,
    align: 'right',
    initiallyHidden: true,
    cell: (row) => row.retrievalScore?.toFixed(2) ?? '–',
  },
  {
    id: 'citationSupport',
    header: 'Citation support',
    align: 'right',
    initiallyHidden: true,
    cell: (row) => supportOf(row),
  },
  {
    id: 'passages',
    header: 'Passages',
    align: 'right',
    initiallyHidden: true,
    cell: (row) => row.passages ?? '–',
  },
  { id: 'errorCode', header: 'Error', initiallyHidden: true, cell: (row) => row.errorCode ?? '–' },
  { id: 'cache', header: 'Cache', initiallyHidden: true, cell: (row) => row.cache },
];
