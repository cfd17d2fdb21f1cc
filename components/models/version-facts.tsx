'use client';

import Link from 'next/link';
import { useEndpoints } from '#components/endpoints/queries.ts';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { formatPercent } from '#components/ui/format.ts';
import { KeyValues } from '#components/ui/key-values.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { ModelVersion } from '#lib/registry/schemas.ts';
import { AliasBadge } from './alias-badge.tsx';
import { placesOfVersion } from './serving-places.ts';

/** Endpoints that send traffic to a version now. */
export function WhereItServes({ version }: { version: ModelVersion }) {
  const endpoints = useEndpoints();
  if (!endpoints.data) return <Skeleton className="w-2/3" />;
  const places = placesOfVersion(endpoints.data.items, version.model, version.number);
  if (places.length === 0) {
    return (
      <p className="text-muted-foreground text-sm">
        No endpoint sends it traffic. Move an alias that an endpoint follows, for example @champion.
      </p>
    );
  }
  return (
    <ul className="flex flex-col gap-1.5">
      {places.map((place) => (
        <li key={`${place.endpoint} ${place.alias}`} className="flex flex-wrap items-center gap-2">
          <Link
            href={`/endpoints/${encodeURIComponent(place.endpoint)}`}
            className="font-medium hover:underline"
          >
            {place.endpoint}
          </Link>
          <span className="text-muted-foreground text-sm">
            {formatPercent(place.trafficPercentage / 100)} of its traffic,{' '}
            {place.alias === null ? 'pinned to this version' : 'through'}
          </span>
          {place.alias !== null && <AliasBadge alias={place.alias} />}
        </li>
      ))}
    </ul>
  );
}

/** Where a version came from. */
export function Lineage({ version }: { version: ModelVersion }) {
  const { retrieval } = version.chain;
  return (
    <KeyValues
      items={[
        { key: 'Registered by', value: version.createdBy },
        { key: 'When', value: <RelativeTime at={version.createdAt} /> },
        {
          key: 'Documents',
          value:
            retrieval === null ? (
              'none'
            ) : (
              <Link
                href={`/knowledge/${encodeURIComponent(retrieval.knowledge)}`}
                className="hover:underline"
              >
                {retrieval.knowledge},{' '}
                {retrieval.snapshot === 'latest' ? 'latest snapshot' : `snapshot ${retrieval.snapshot}`}
              </Link>
            ),
        },
        {
          key: 'Chain hash',
          value: (
            <span className="inline-flex items-center gap-1">
              <code className="font-mono text-sm" title={version.chainHash}>
                {version.chainHash.slice(0, 12)}
              </code>
              <CopyButton value={version.chainHash} label="Copy chain hash" />
            </span>
          ),
        },
      ]}
    />
  );
}
