'use client';

import { RefreshCw, Shapes } from 'lucide-react';
import { parseAsString, useQueryState } from 'nuqs';
import { useMemo } from 'react';
import { toast } from 'sonner';
import { useEndpoints } from '#components/endpoints/queries.ts';
import { endsOf, type TimeRange } from '#components/time-range/time-range.ts';
import { Button } from '#components/ui/button.tsx';
import { DataTable } from '#components/ui/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Progress } from '#components/ui/progress.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Select } from '#components/ui/select.tsx';
import { describeError } from '#lib/client/api.ts';
import { can, useMe } from '#lib/client/use-me.ts';
import type { TopicList } from '#lib/triage/schemas.ts';
import { useStartTopics, useTopics } from './queries.ts';
import { topicColumns } from './topic-columns.tsx';

/** What people ask about, and how well each is answered. */
export function TopicsPanel({ range }: { range: TimeRange }) {
  const me = useMe();
  const endpoints = useEndpoints(can(me.data, 'endpoints.read'));
  const [chosen, setChosen] = useQueryState('endpoint', parseAsString);
  const { from, to } = useMemo(() => endsOf(range, new Date()), [range]);
  const names = (endpoints.data?.items ?? []).map(({ name }) => name);
  const endpoint = chosen ?? names[0] ?? null;
  const topics = useTopics(endpoint === null ? null : { endpoint, from, to });
  const start = useStartTopics();
  const columns = useMemo(() => topicColumns(endpoint ?? '', { from, to }), [endpoint, from, to]);
  const busy = topics.data?.state === 'waiting' || topics.data?.state === 'running';
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-3">
        <Select
          aria-label="Endpoint"
          className="w-auto min-w-48"
          value={endpoint ?? undefined}
          onValueChange={(value) => void setChosen(value)}
          options={names.map((name) => ({ value: name, label: name }))}
        />
        {topics.data && <HowMade topics={topics.data} />}
        {endpoint !== null && (
          <Button
            className="ml-auto"
            busy={start.isPending || busy}
            onClick={() =>
              start.mutate(endpoint, { onError: (error) => void toast.error(describeError(error).message) })
            }
          >
            <RefreshCw aria-hidden />
            Make topics now
          </Button>
        )}
      </div>
      {busy && topics.data && (
        <Progress
          label="Topics are being made"
          value={topics.data.state === 'waiting' ? null : topics.data.progress / 100}
        />
      )}
      <DataTable
        label="Topics"
        columns={columns}
        rows={endpoint === null && !endpoints.isLoading ? [] : topics.data?.items}
        rowKey={(topic) => String(topic.number)}
        error={endpoints.error ?? topics.error}
        onRetry={() => void topics.refetch()}
        sort={{ by: 'requests', order: 'desc' }}
        empty={
          <EmptyState icon={Shapes} title="No topics yet">
            Questions that are alike are put together every night. Make topics now to see them at once; a few
            dozen questions are enough to begin with.
          </EmptyState>
        }
      />
    </div>
  );
}

function HowMade({ topics }: { topics: TopicList }) {
  if (topics.state === 'failed')
    return <p className="text-bad text-sm">The last run failed: {topics.error}</p>;
  if (topics.finishedAt === null) return null;
  return (
    <p className="text-muted-foreground text-sm">
      Made <RelativeTime at={topics.finishedAt} /> from {topics.questions.toLocaleString('en')} questions,
      compared by {topics.space}
    </p>
  );
}
