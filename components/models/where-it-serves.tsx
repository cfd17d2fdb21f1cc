'use client';

import Link from 'next/link';
import { endpointHref } from '#components/endpoints/hrefs.ts';
import { useEndpoints } from '#components/endpoints/queries.ts';
import { Badge, EnvironmentBadge } from '#components/ui/badge.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { formatPercent } from '#components/ui/format.ts';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { ModelVersionSummary } from '#lib/registry/schemas.ts';
import { placesOfVersion, type ServingPlace } from './serving-places.ts';

interface WhereItServesProps {
  model: string;
  version: Pick<ModelVersionSummary, 'number'>;
}

/** Endpoints that send traffic to a version now. */
export function WhereItServes({ model, version }: WhereItServesProps) {
  const endpoints = useEndpoints();
  if (endpoints.data === undefined) {
    return endpoints.error ? (
      <ErrorState error={endpoints.error} onRetry={() => void endpoints.refetch()} />
    ) : (
      <Skeleton className="w-2/3" />
    );
  }
  const places = placesOfVersion(endpoints.data.items, model, version.number);
  if (places.length === 0) {
    return (
      <p className="text-muted-foreground text-sm">
        No endpoint sends it traffic. Promote it, or move an alias that an endpoint follows.
      </p>
    );
  }
  return (
    <ul className="flex flex-col gap-2">
      {places.map((place) => (
        <li key={`${place.endpoint} ${place.entity}`} className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <Link href={endpointHref(place.endpoint)} className="font-medium hover:underline">
            {place.endpoint}
          </Link>
          <EnvironmentBadge environment={place.environment} />
          <span className="text-muted-foreground text-sm tabular-nums">
            {place.entity}: {shareOf(place)}, {place.via === null ? 'pinned to this version' : 'through'}
          </span>
          {place.via !== null && <Badge>{place.via}</Badge>}
        </li>
      ))}
    </ul>
  );
}

function shareOf({ trafficPercentage, shadowPercentage }: ServingPlace): string {
  const live = `${formatPercent(trafficPercentage / 100)} of its traffic`;
  const shadow = `${formatPercent(shadowPercentage / 100)} mirrored`;
  if (shadowPercentage === 0) return trafficPercentage === 0 ? 'only as a fallback' : live;
  return trafficPercentage === 0 ? shadow : `${live}, ${shadow}`;
}
