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

/** What rests on what, and where it breaks. A phone begins with the list, a wide screen with the picture. */
export function MapTab() {
  const [view, setView] = useQueryState('view', parseAsStringLiteral(views));
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
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Legend map={map.data} />
        <Button
          size="sm"
          className={view === null ? 'max-md:hidden' : undefined}
          onClick={() => void setView(view === 'list' ? 'picture' : 'list')}
        >
          {view === 'list' ? 'Show as a picture' : 'Show as a list'}
        </Button>
        {view === null && (
          <Button size="sm" className="md:hidden" onClick={() => void setView('picture')}>
            Show as a picture
          </Button>
        )}
      </div>
      {map.data.more && (
        <p className="text-muted-foreground text-sm">The first 100 endpoints by name; there are more.</p>
      )}
      {view !== 'list' && (
        <div className={view === null ? 'max-md:hidden' : undefined}>
          <MapPicture map={map.data} />
        </div>
      )}
      {view !== 'picture' && (
        <div className={view === null ? 'md:hidden' : undefined}>
          <MapList map={map.data} />
        </div>
      )}
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
