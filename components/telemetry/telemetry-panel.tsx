'use client';

import { RightsNote } from '#components/ui/rights-note.tsx';
import { can, useMe } from '#lib/client/use-me.ts';
import { ExportsCard } from './exports-card.tsx';
import { OtlpCard } from './otlp-card.tsx';
import { PrometheusCard } from './prometheus-card.tsx';

export function TelemetryPanel() {
  const writes = can(useMe().data, 'telemetry.write');
  return (
    <div className="flex flex-col gap-6">
      {!writes && <RightsNote permission="telemetry.write" what="change telemetry and exports" />}
      <OtlpCard writes={writes} />
      <PrometheusCard />
      <ExportsCard writes={writes} />
    </div>
  );
}
