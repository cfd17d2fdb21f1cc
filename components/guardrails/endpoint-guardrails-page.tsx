'use client';

import { useState } from 'react';
import { Badge } from '#components/ui/badge.tsx';
import { Card } from '#components/ui/card.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { canAt, useMe } from '#lib/client/use-me.ts';
import type { EndpointPolicy, GuardStage } from '#lib/guardrails/schemas.ts';
import { HitsChart } from './hits-chart.tsx';
import { PolicyForm } from './policy-form.tsx';
import { usePolicy } from './queries.ts';
import { TryCard } from './try-card.tsx';

/** What does this endpoint not let pass? */
export function EndpointGuardrailsPage({ endpoint }: { endpoint: string }) {
  const policy = usePolicy(endpoint);
  if (policy.data !== undefined) return <Guardrails key={policy.data.number} policy={policy.data} />;
  if (policy.error) {
    return (
      <ErrorState
        error={policy.error}
        title="The guardrails could not be loaded."
        onRetry={() => void policy.refetch()}
      />
    );
  }
  return (
    <div className="flex flex-col gap-4" aria-busy="true">
      <Skeleton className="h-8 w-1/3" />
      <Skeleton className="h-96 w-full" />
    </div>
  );
}

function Guardrails({ policy }: { policy: EndpointPolicy }) {
  const [draft, setDraft] = useState(policy.document);
  const [stage, setStage] = useState<GuardStage>('input');
  const { endpoint, environment, number } = policy;
  const mayWrite = canAt(useMe().data, 'guardrails.write', { kind: 'endpoint', name: endpoint, environment });
  return (
    <>
      <PageHeader
        title={`Guardrails of ${endpoint}`}
        badges={<Badge>{number === 0 ? 'None saved' : `Policy ${number}`}</Badge>}
        description="What is masked, flagged or blocked on the way in, in what is found, and on the way out."
      />
      <div className="flex flex-col gap-4">
        <PolicyForm
          endpoint={endpoint}
          number={number}
          saved={policy.document}
          draft={draft}
          stage={stage}
          mayWrite={mayWrite}
          onStage={setStage}
          onDraft={setDraft}
        />
        <div className="grid items-start gap-4 lg:grid-cols-2">
          <TryCard endpoint={endpoint} document={draft} stage={stage} />
          <HitsChart endpoint={endpoint} />
        </div>
        {policy.history.length > 0 && (
          <Card title="History" description="Every policy, newest first.">
            <ol className="flex flex-col gap-1.5 text-sm">
              {policy.history.map((version) => (
                <li key={version.number} className="flex flex-wrap gap-x-2">
                  <span className="font-medium tabular-nums">{version.number}</span>
                  <span>{version.createdBy}</span>
                  <RelativeTime at={version.createdAt} className="text-muted-foreground" />
                  <span className="text-muted-foreground">{version.reason}</span>
                </li>
              ))}
            </ol>
          </Card>
        )}
      </div>
    </>
  );
}
