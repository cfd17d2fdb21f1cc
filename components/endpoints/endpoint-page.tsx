'use client';

import { Activity, Settings, ShieldCheck, SlidersHorizontal, Target } from 'lucide-react';
import Link from 'next/link';
import { parseAsInteger, parseAsStringLiteral, useQueryState } from 'nuqs';
import { Badge, EnvironmentBadge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { useDrawerId } from '#components/ui/drawer.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { RightsNote } from '#components/ui/rights-note.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { withQuery } from '#lib/client/api.ts';
import { can, canAt, useMe } from '#lib/client/use-me.ts';
import type { EndpointDetail } from '#lib/serving/schemas.ts';
import { DecisionLog } from './decision-log.tsx';
import { endpointHref } from './hrefs.ts';
import { useEndpoint } from './queries.ts';
import { ResultsCard } from './results-card.tsx';
import { RollbackDialog } from './rollback-dialog.tsx';
import { SettingsDrawer } from './settings-drawer.tsx';
import { TrafficCard } from './traffic-card.tsx';
import { UseEndpointCard } from './use-endpoint-card.tsx';

/** Who answers those who call this name, and how well? */
export function EndpointPage({ name }: { name: string }) {
  const query = useEndpoint(name);
  if (query.data !== undefined) return <Endpoint endpoint={query.data} />;
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

function Endpoint({ endpoint }: { endpoint: EndpointDetail }) {
  const me = useMe();
  const { name, environment } = endpoint;
  const place = { kind: 'endpoint', name, environment } as const;
  const mayWrite = canAt(me.data, 'endpoints.write', place);
  // What is proposed is drafted on the same screen.
  const mayDraft = mayWrite || can(me.data, 'changes.propose');
  const [edit, setEdit] = useQueryState('edit', parseAsStringLiteral(['traffic'] as const));
  const [, setSettings] = useDrawerId('settings');
  const [rollback, setRollback] = useQueryState('rollback', parseAsInteger);
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
        actions={
          <>
            {canAt(me.data, 'dashboards.read', place) && (
              <>
                <Button asChild>
                  <Link href={`/monitoring/${encodeURIComponent(endpoint.name)}`}>
                    <Activity aria-hidden />
                    Dashboard
                  </Link>
                </Button>
                <Button asChild>
                  <Link href={withQuery('/overview', { tab: 'objectives', endpoint: endpoint.name })}>
                    <Target aria-hidden />
                    Objectives
                  </Link>
                </Button>
              </>
            )}
            <Button asChild>
              <Link href={`${endpointHref(endpoint.name)}/guardrails`}>
                <ShieldCheck aria-hidden />
                Guardrails
              </Link>
            </Button>
            {mayWrite && (
              <Button onClick={() => setSettings('open')}>
                <Settings aria-hidden />
                Settings
              </Button>
            )}
            {mayDraft && (
              <Button
                variant="primary"
                aria-expanded={edit !== null}
                onClick={() => void setEdit(edit === null ? 'traffic' : null)}
              >
                <SlidersHorizontal aria-hidden />
                {mayWrite ? 'Edit traffic' : 'Propose a split'}
              </Button>
            )}
          </>
        }
      />
      <div className="flex flex-col gap-4">
        {me.data !== undefined && !mayWrite && (
          <RightsNote
            permission="endpoints.write"
            what={`change what this endpoint serves${mayDraft ? ' by yourself' : ''}`}
          />
        )}
        <TrafficCard
          endpoint={endpoint}
          mayWrite={mayWrite}
          mayDraft={mayDraft}
          editing={mayDraft && edit !== null}
          onDone={() => void setEdit(null)}
        />
        {canAt(me.data, 'dashboards.read', place) && <ResultsCard endpoint={endpoint} />}
        <div className="grid items-start gap-4 lg:grid-cols-2">
          <Card title="History" description="Every decision about what is served, newest first.">
            <DecisionLog
              endpoint={endpoint}
              onRollBack={mayDraft ? (config) => void setRollback(config) : undefined}
            />
          </Card>
          <UseEndpointCard endpoint={endpoint} />
        </div>
      </div>
      {mayWrite && <SettingsDrawer endpoint={endpoint} />}
      {mayDraft && rollback !== null && (
        <RollbackDialog endpoint={endpoint.name} to={rollback} onClose={() => void setRollback(null)} />
      )}
    </>
  );
}
