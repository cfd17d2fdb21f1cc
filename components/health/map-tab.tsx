'use client';

import { Network } from 'lucide-react';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { StatusBadge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { type DependencyMap, mapStates } from '#lib/health/schemas.ts';
import { MapList } from './map-list.tsx';
import { MapPicture } from './map-picture.tsx';
import { useDependencies } from './queries.ts';
import { mapWords } from './words.ts';

const views = ['picture', 'list'] as const;

/** What rests on what, and where it breaks. A phone gets the list. */
export function MapTab() {
  const [view, setView] = useQueryState('view', parseAsStringLiteral(views).withDefault('picture'));
  const map = useDependencies();
  if (map.error) return <ErrorState error={map.error} onRetry={() => void map.refetch()} />;
  if (map.data === undefined) return <Skeleton className="h-96 w-full" />;
  if (map.data.nodes.length === 0) {
    return (
      <EmptyState icon={Network} title="No endpoint yet">
        With an endpoint, a picture of what it rests on appears here: versions, knowledge bases and providers.
      </EmptyState>
    );
  }
  const other = view === 'picture' ? 'list' : 'picture';
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Legend map={map.data} />
        <Button size="sm" className="max-md:hidden" onClick={() => void setView(other)}>
          Show as {other === 'list' ? 'a list' : 'a picture'}
        </Button>
      </div>
      {map.data.more && (
        <p className="text-muted-foreground text-sm">The first 100 endpoints by name; there are more.</p>
      )}
      {view === 'picture' && (
        <div className="max-md:hidden">
          <MapPicture map={map.data} />
        </div>
      )}
      <div className={view === 'picture' ? 'md:hidden' : undefined}>
        <MapList map={map.data} />
      </div>
    </div>
  );
}

function Legend({ map }: { map: DependencyMap }) {
  const endpoints = map.nodes.filter(({ kind }) => kind === 'endpoint');
  return (
    <p className="flex flex-wrap items-center gap-2 text-sm">
      {mapStates.map((state) => {
        const count = endpoints.filter((node) => node.state === state).length;
        if (count === 0) return null;
        return (
          <StatusBadge key={state} tone={mapWords[state].tone}>
            {count} {count === 1 ? 'endpoint' : 'endpoints'} {mapWords[state].word.toLowerCase()}
          </StatusBadge>
        );
      })}
    </p>
  );
}
