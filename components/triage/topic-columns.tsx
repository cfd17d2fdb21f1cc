import Link from 'next/link';
import { Sparkline } from '#components/charts/sparkline.tsx';
import type { Column } from '#components/ui/data-table.tsx';
import { Count } from '#components/ui/numbers.tsx';
import { withQuery } from '#lib/client/api.ts';
import type { Topic } from '#lib/triage/schemas.ts';

export function topicName({ number, terms }: Pick<Topic, 'number' | 'terms'>): string {
  return terms.length === 0 ? `Topic ${number}` : terms.join(', ');
}

export function percent(share: number | null): string {
  return share === null ? '–' : `${Math.round(share * 100)} %`;
}

/** Columns of the topics of an endpoint; each leads to its rows. */
export function topicColumns(endpoint: string, range: { from: string; to: string }): Column<Topic>[] {
  const rows = (topic: Topic, more: Record<string, string> = {}) =>
    withQuery('/inferences', { endpoint, topic: topic.number, ...range, ...more });
  return [
    {
      id: 'topic',
      header: 'Topic',
      className: 'min-w-64 w-full max-w-0',
      sortValue: topicName,
      cell: (topic) => (
        <div className="flex min-w-0 flex-col py-1">
          <Link href={rows(topic)} prefetch={false} className="truncate font-medium hover:underline">
            {topicName(topic)}
          </Link>
          {topic.examples.map(({ requestId, question }) => (
            <Link
              key={requestId}
              href={`/inferences/${requestId}`}
              prefetch={false}
              className="truncate text-muted-foreground text-sm hover:underline"
            >
              {question}
            </Link>
          ))}
        </div>
      ),
    },
    {
      id: 'requests',
      header: 'Requests',
      align: 'right',
      sortValue: ({ requests }) => requests,
      cell: ({ requests }) => <Count value={requests} />,
    },
    {
      id: 'trend',
      header: 'Trend',
      className: 'max-md:hidden',
      cell: (topic) => <Sparkline values={topic.trend} label={`Requests by day, ${topic.requests} in all`} />,
    },
    {
      id: 'satisfaction',
      header: 'Satisfaction',
      align: 'right',
      sortValue: ({ satisfaction }) => satisfaction?.value ?? null,
      cell: ({ satisfaction, ratings }) =>
        satisfaction === null ? (
          <span className="text-muted-foreground">no ratings</span>
        ) : (
          <span className="whitespace-nowrap">
            {percent(satisfaction.value)}
            <span className="block text-muted-foreground text-xs">
              {percent(satisfaction.low)}–{percent(satisfaction.high)}, {ratings} rated
            </span>
          </span>
        ),
    },
    {
      id: 'declined',
      header: 'Declined',
      align: 'right',
      sortValue: ({ declinedRate }) => declinedRate,
      cell: (topic) =>
        topic.declinedRate ? (
          <Link href={rows(topic, { status: 'declined' })} prefetch={false} className="hover:underline">
            {percent(topic.declinedRate)}
          </Link>
        ) : (
          percent(topic.declinedRate)
        ),
    },
    {
      id: 'score',
      header: 'Retrieval score',
      align: 'right',
      className: 'max-md:hidden',
      sortValue: ({ retrievalScore }) => retrievalScore,
      cell: ({ retrievalScore }) => retrievalScore?.toFixed(2) ?? '–',
    },
  ];
}
