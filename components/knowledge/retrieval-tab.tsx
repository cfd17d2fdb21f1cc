'use client';

import { FileSearch, Search, TriangleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { cn } from '#components/ui/cn.ts';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { formatCount, formatDuration } from '#components/ui/format.ts';
import { Input } from '#components/ui/input.tsx';
import { SkeletonText } from '#components/ui/skeleton.tsx';
import type { KnowledgeDetail, SearchResult } from '#lib/knowledge/schemas.ts';
import { PassageDrawer } from './passage-drawer.tsx';
import { PassageList } from './passage-list.tsx';
import { useSearch } from './queries.ts';
import { RetrievalOptions } from './retrieval-options.tsx';
import { hasEmbeddings, searchOf, useRetrievalState } from './use-retrieval-state.ts';

interface RetrievalTabProps {
  name: string;
  knowledge: KnowledgeDetail | undefined;
}

/** The passages a question finds, as a model would be handed them. */
export function RetrievalTab({ name, knowledge }: RetrievalTabProps) {
  const [state, setState] = useRetrievalState();
  const [text, setText] = useState(state.ask);
  useEffect(() => setText(state.ask), [state.ask]);
  const input = searchOf(state);
  const search = useSearch(name, input);
  const ask = () => {
    const question = text.trim();
    if (question === state.ask && input !== null) void search.refetch();
    else void setState({ ask: question === '' ? null : question }, { history: 'push' });
  };
  const result = input === null ? undefined : search.data;
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-col gap-2">
        <form
          className="flex gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            ask();
          }}
        >
          <Input
            aria-label="Question"
            placeholder="Ask what a user would ask"
            dir="auto"
            maxLength={8000}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <Button type="submit" variant="primary" busy={search.isFetching}>
            <Search aria-hidden />
            Search
          </Button>
        </form>
        <RetrievalOptions name={name} knowledge={knowledge} state={state} onChange={setState} />
        {knowledge && !hasEmbeddings(knowledge) && (
          <p className="text-muted-foreground text-sm">
            Keyword search serves alone: this knowledge base has no embeddings. Choose them under Settings to
            compare meanings too.
          </p>
        )}
      </div>
      {search.error !== null && input !== null && (
        <ErrorState error={search.error} title="The search failed." onRetry={() => void search.refetch()} />
      )}
      {input === null ? (
        <EmptyState icon={FileSearch} title="Ask something">
          You see the passages a model would be handed for it, best first, with their scores and how long the
          search took.
        </EmptyState>
      ) : result ? (
        <Result result={result} stale={search.isPlaceholderData} />
      ) : (
        !search.error && (
          <div aria-busy>
            <SkeletonText lines={4} />
          </div>
        )
      )}
      <PassageDrawer hits={result?.hits ?? []} />
    </div>
  );
}

function Result({ result, stale }: { result: SearchResult; stale: boolean }) {
  const { hits, timings } = result;
  const facts = [
    `${hits.length} of ${formatCount(result.chunkCount)} passages`,
    `snapshot #${result.snapshot}`,
    result.mode,
    result.mode !== 'keyword' && `embed ${formatDuration(timings.embedMs)}`,
    `search ${formatDuration(timings.searchMs)}`,
    `total ${formatDuration(timings.totalMs)}`,
  ].filter((fact) => fact !== false);
  return (
    <div className={cn('flex flex-col gap-3 transition-opacity', stale && 'opacity-60')}>
      <p className="text-muted-foreground text-sm tabular-nums" aria-live="polite">
        {facts.join(' · ')}
      </p>
      {result.notice !== null && (
        <p className="flex items-start gap-2 rounded-md bg-warn-soft px-3 py-2 text-base">
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warn" />
          {result.notice}
        </p>
      )}
      {hits.length === 0 ? (
        <EmptyState icon={FileSearch} title="No passage found">
          No passage shares a word with the question under these filters.
        </EmptyState>
      ) : (
        <PassageList hits={hits} />
      )}
    </div>
  );
}
