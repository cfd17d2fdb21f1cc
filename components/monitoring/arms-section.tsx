'use client';

import type { ComponentProps } from 'react';
import { ResultsCard } from '#components/endpoints/results-card.tsx';
import type { EndpointDetail } from '#lib/serving/schemas.ts';
import { armCharts } from './sections.ts';
import { SpecChart } from './spec-chart.tsx';

interface ArmsSectionProps extends Omit<ComponentProps<typeof SpecChart>, 'spec' | 'groupBy'> {
  /** Undefined where the reader may not see it: then the charts stand alone. */
  endpoint: EndpointDetail | undefined;
}

/** The served entities beside each other: with intervals that hold, and over time. */
export function ArmsSection({ endpoint, ...chart }: ArmsSectionProps) {
  return (
    <div className="flex flex-col gap-4">
      {endpoint && <ResultsCard endpoint={endpoint} />}
      <div className="grid gap-4 xl:grid-cols-2">
        {armCharts.map((spec) => (
          <SpecChart key={spec.title} {...chart} spec={spec} groupBy={undefined} />
        ))}
      </div>
    </div>
  );
}
