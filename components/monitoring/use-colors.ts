'use client';

import { useMemo } from 'react';
import type { ColorOf } from '#components/charts/metric-lines.ts';
import { paletteSize } from '#components/charts/series.ts';
import { useMetric } from '#components/charts/use-metric.ts';
import type { Dimension } from '#lib/monitoring/schemas.ts';
import type { EndpointDetail } from '#lib/serving/schemas.ts';
import { colorsBy, inOrder } from './group-colors.ts';

interface Asked {
  endpoint: string;
  range: { from: string; to: string };
  groupBy: Dimension | undefined;
  /** Its served entities keep the colours they have on the endpoint's page. */
  detail: EndpointDetail | undefined;
}

/** One colour for each group, the same on every chart of the page, whatever each chart has most of. */
export function useColors({ endpoint, range, groupBy, detail }: Asked): { split: ColorOf; arms: ColorOf } {
  const groups = useMetric(
    { metric: 'requests', aggregation: 'sum', traffic: 'live', endpoint, groupBy, ...range, step: 0 },
    { enabled: groupBy !== undefined && groupBy !== 'arm' },
  );
  // Those with most requests have the colours; they are what most charts show.
  const keys = (groups.data?.groups ?? [])
    .slice(0, paletteSize)
    .map(({ key }) => key)
    .join('\n');
  const entities = detail?.servedEntities.map(({ name }) => name).join('\n') ?? '';
  return useMemo(() => {
    const arms = colorsBy(entities === '' ? [] : entities.split('\n'));
    return { arms, split: groupBy === 'arm' ? arms : colorsBy(inOrder(keys.split('\n'))) };
  }, [entities, keys, groupBy]);
}
