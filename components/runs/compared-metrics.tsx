'use client';

import { ArrowDown, ArrowUp, Trophy } from 'lucide-react';
import { z } from 'zod';
import { IconButton } from '#components/ui/icon-button.tsx';
import { useStoredState } from '#lib/client/use-stored-state.ts';
import type { MetricValue } from '#lib/tracking/schemas.ts';
import type { ComparedRow } from './compared-rows.ts';
import { type ComparedRun, ComparedTable } from './compared-table.tsx';
import { MetricNumber } from './metric-number.tsx';
import { bestOf, type Direction, usualDirection } from './metric-words.ts';

const directionsSchema = z.record(z.string(), z.enum(['higher', 'lower']));
const asUsual: Record<string, Direction> = {};

interface ComparedMetricsProps {
  runs: readonly ComparedRun[];
  rows: readonly ComparedRow<MetricValue>[];
}

/** Latest values with the best of each row marked; which way is better is guessed from the name and can be turned. */
export function ComparedMetrics({ runs, rows }: ComparedMetricsProps) {
  const [directions, setDirections] = useStoredState('metric-directions', directionsSchema, asUsual);
  const directionOf = (key: string): Direction => directions[key] ?? usualDirection(key);
  return (
    <ComparedTable
      label="Latest metrics by run"
      heading="Metric"
      align="right"
      runs={runs}
      rows={rows}
      rowAction={({ key }) => {
        const direction = directionOf(key);
        const other = direction === 'higher' ? 'lower' : 'higher';
        return (
          <IconButton
            label={`${key}: ${direction} is better; press for ${other}`}
            icon={direction === 'higher' ? <ArrowUp aria-hidden /> : <ArrowDown aria-hidden />}
            onClick={() => setDirections({ ...directions, [key]: other })}
          />
        );
      }}
      cell={(value, { key, values }, column) =>
        bestOf(values, directionOf(key)).includes(column) ? (
          <strong className="inline-flex items-center gap-1 font-semibold text-ok">
            <Trophy role="img" aria-label="best" className="size-3.5" />
            <MetricNumber value={value} />
          </strong>
        ) : (
          <MetricNumber value={value} />
        )
      }
    />
  );
}
