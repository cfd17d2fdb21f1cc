'use client';

import Link from 'next/link';
import { useState } from 'react';
import { Card } from '#components/ui/card.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { formatCount } from '#components/ui/format.ts';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Tabs } from '#components/ui/tabs.tsx';
import { can, useMe } from '#lib/client/use-me.ts';
import type { DocumentUse, UsedDocument } from '#lib/dashboards/schemas.ts';
import { type OverviewWhere, useDocumentUse } from './queries.ts';

type View = 'used' | 'disliked' | 'stale';

/** The documents answers rest on: most used, most disliked, and those nobody brought up to date. */
export function DocumentsCard({ query, live }: { query: OverviewWhere; live: boolean }) {
  const use = useDocumentUse(query, live);
  const [view, setView] = useState<View>('used');
  const { data, error } = use;
  return (
    <Card title="Documents" description="What answers cite, and what readers made of them.">
      {error && !data ? (
        <ErrorState
          error={error}
          title="The documents could not be read."
          onRetry={() => void use.refetch()}
        />
      ) : !data ? (
        <Skeleton className="h-32" />
      ) : (
        <>
          <Tabs<View>
            label="Documents"
            value={view}
            onValueChange={setView}
            items={[
              {
                value: 'used',
                label: 'Most used',
                content: <List documents={data.mostUsed} empty={notCited(data)} />,
              },
              {
                value: 'disliked',
                label: 'Most disliked',
                count: data.mostDisliked.length,
                content: (
                  <List
                    documents={data.mostDisliked}
                    empty="No answer that cites a document was rated bad."
                  />
                ),
              },
              {
                value: 'stale',
                label: 'Stale',
                count: data.stale.length,
                content: (
                  <List
                    documents={data.stale}
                    empty="Every document that is cited was published in the last half year."
                  />
                ),
              },
            ]}
          />
          {data.withheld > 0 && (
            <p className="mt-2 text-muted-foreground text-xs">
              {formatCount(data.withheld)} that you may not read {data.withheld === 1 ? 'is' : 'are'} left
              out.
            </p>
          )}
        </>
      )}
    </Card>
  );
}

function notCited({ countedTo }: DocumentUse): string {
  return countedTo === null
    ? 'Citations are counted every five minutes; the first count has not run yet.'
    : 'No answer cited a document in this range.';
}

function List({ documents, empty }: { documents: readonly UsedDocument[]; empty: string }) {
  const me = useMe().data;
  const opens = can(me, 'knowledge.read') || can(me, 'sources.read');
  if (documents.length === 0) return <p className="text-muted-foreground text-sm">{empty}</p>;
  return (
    <ul className="-my-1">
      {documents.map(({ documentId, name, knowledge, revisionId, cited, liked, disliked, publishedAt }) => (
        <li
          key={documentId}
          className="flex flex-wrap items-baseline justify-between gap-x-3 border-border border-b py-1.5 last:border-b-0"
        >
          <span className="min-w-0 [overflow-wrap:anywhere]">
            {name !== null && revisionId !== null && opens ? (
              <Link href={`/documents/${revisionId}`} className="underline-offset-4 hover:underline">
                {name}
              </Link>
            ) : (
              (name ?? 'A document that was deleted')
            )}{' '}
            <span className="text-muted-foreground text-xs">
              {knowledge}
              {publishedAt !== null && (
                <>
                  , published <RelativeTime at={publishedAt} />
                </>
              )}
            </span>
          </span>
          <span className="text-muted-foreground text-sm tabular-nums">
            {formatCount(cited)} {cited === 1 ? 'answer' : 'answers'}, {formatCount(liked)} liked,{' '}
            {formatCount(disliked)} disliked
          </span>
        </li>
      ))}
    </ul>
  );
}
