'use client';

import { useState } from 'react';
import { toast } from 'sonner';
import { StatusBadge, type Tone } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { formatPercent } from '#components/ui/format.ts';
import { type KeyValue, KeyValues } from '#components/ui/key-values.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { describeError } from '#lib/client/api.ts';
import type { OtlpStatus } from '#lib/telemetry/schemas.ts';
import { OtlpDialog } from './otlp-dialog.tsx';
import { OtlpProcesses } from './otlp-processes.tsx';
import { useOtlp, useTestOtlp } from './queries.ts';

export function OtlpCard({ writes }: { writes: boolean }) {
  const status = useOtlp();
  const [editing, setEditing] = useState(false);
  const { data, error } = status;
  const fixed = data?.source === 'environment';
  return (
    <Card
      title="OpenTelemetry"
      description="Each request as the spans of its trace, and metrics by the GenAI conventions, sent to a collector."
      actions={
        data !== undefined &&
        writes && (
          <>
            {data.source !== 'none' && <TestButton />}
            {!fixed && (
              <Button
                variant={data.source === 'none' ? 'primary' : 'secondary'}
                onClick={() => setEditing(true)}
              >
                {data.source === 'none' ? 'Set up collector' : 'Change'}
              </Button>
            )}
          </>
        )
      }
    >
      {error && <ErrorState error={error} onRetry={() => void status.refetch()} />}
      {data === undefined && !error && <Skeleton className="h-24" />}
      {data !== undefined && <OtlpState status={data} />}
      {editing && data !== undefined && <OtlpDialog status={data} onClose={() => setEditing(false)} />}
    </Card>
  );
}

function TestButton() {
  const test = useTestOtlp();
  const run = () =>
    test.mutate(undefined, {
      onSuccess: ({ ok, message, ms }) =>
        ok
          ? toast.success(message, { description: `It answered within ${Math.round(ms)} ms.` })
          : toast.error('The test span did not arrive.', { description: message }),
      onError: (error) => toast.error(describeError(error).message),
    });
  return (
    <Button busy={test.isPending} onClick={run}>
      Send test span
    </Button>
  );
}

function OtlpState({ status }: { status: OtlpStatus }) {
  if (status.source === 'none') {
    return (
      <p className="text-muted-foreground text-sm">
        Nothing is exported yet. Requests still carry W3C trace context: they join their caller’s trace, and
        pass it on to providers.
      </p>
    );
  }
  return (
    <div className="flex flex-col gap-4">
      <KeyValues items={factsOf(status)} />
      {status.enabled && <OtlpProcesses processes={status.processes} />}
    </div>
  );
}

function factsOf(status: OtlpStatus): KeyValue[] {
  const { headerNames } = status;
  return [
    { key: 'State', value: <State status={status} /> },
    {
      key: 'Collector',
      value: (
        <>
          <code className="font-mono text-sm">{status.endpoint}</code> ({status.protocol})
        </>
      ),
    },
    ...(status.source === 'environment'
      ? [{ key: 'Set by', value: 'environment variables (OTEL_…), which go before settings of the console' }]
      : []),
    {
      key: 'Headers',
      value: headerNames.length === 0 ? 'none' : `${headerNames.join(', ')} (values are hidden)`,
    },
    { key: 'Traces kept', value: `${formatPercent(status.sampleRatio)} of those that begin here` },
    {
      key: 'Text',
      value: status.includeContent
        ? 'Questions and answers go along, where the endpoint stores them unmasked.'
        : 'Questions and answers stay here.',
    },
    { key: 'Service', value: `${status.serviceName}, conventions ${status.semconvVersion}` },
  ];
}

function State({ status }: { status: OtlpStatus }) {
  const [tone, word] = stateOf(status);
  return <StatusBadge tone={tone}>{word}</StatusBadge>;
}

/** A failure counts until something was sent after it. */
function stateOf({ enabled, processes }: OtlpStatus): [Tone, string] {
  if (!enabled) return ['neutral', 'Switched off'];
  const failing = processes.some(
    ({ lastErrorAt, lastSentAt }) =>
      lastErrorAt !== null && (lastSentAt === null || lastSentAt < lastErrorAt),
  );
  if (failing) return ['bad', 'Failing'];
  return processes.some(({ lastSentAt }) => lastSentAt !== null)
    ? ['ok', 'Exporting']
    : ['info', 'Waiting for requests'];
}
