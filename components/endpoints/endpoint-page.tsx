'use client';

import { Badge, EnvironmentBadge } from '#components/ui/badge.tsx';
import { Card } from '#components/ui/card.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { ConfigHistory } from './config-history.tsx';
import { useEndpoint } from './queries.ts';
import { SplitPicture } from './split-picture.tsx';
import { UseEndpointCard } from './use-endpoint-card.tsx';

/** Who answers those who call this name, and how well? */
export function EndpointPage({ name }: { name: string }) {
  const query = useEndpoint(name);
  const endpoint = query.data;
  if (endpoint === undefined) {
    if (query.error) {
      return (
        <ErrorState
          error={query.error}
          title="This endpoint could not be loaded."
          onRetry={() => void query.refetch()}
        />
      );
    }
    return (
      <div className="flex flex-col gap-4" aria-busy="true">
        <Skeleton className="h-8 w-1/3" />
        <Skeleton className="h-40 w-full" />
        <Skeleton className="h-40 w-full" />
      </div>
    );
  }
  return (
    <>
      <PageHeader
        title={endpoint.name}
        badges={
          <>
            <EnvironmentBadge environment={endpoint.environment} />
            <Badge>configuration {endpoint.config}</Badge>
          </>
        }
        description={endpoint.description || 'Who answers those who call this name, and how well.'}
      />
      <div className="flex flex-col gap-4">
        <Card title="Traffic" description="Shares of users; figures of the last 24 hours on this endpoint.">
          <SplitPicture endpoint={endpoint} />
        </Card>
        <div className="grid items-start gap-4 lg:grid-cols-2">
          <UseEndpointCard name={endpoint.name} />
          <Card title="History" description="Every configuration, newest first.">
            <ConfigHistory endpoint={endpoint} />
          </Card>
        </div>
      </div>
    </>
  );
}
