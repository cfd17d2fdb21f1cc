'use client';

import { GitCommitHorizontal, Plus } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useMemo, useState } from 'react';
import { useRecentMetrics, weekMinutes } from '#components/endpoints/use-recent-metrics.ts';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { DataTable } from '#components/ui/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { can, useMe } from '#lib/client/use-me.ts';
import { AliasLog } from './alias-log.tsx';
import { registerHref, versionHref } from './hrefs.ts';
import { MoveAliasDialog } from './move-alias-dialog.tsx';
import { useModel } from './queries.ts';
import { versionColumns } from './version-columns.tsx';
import { trafficByVersion } from './version-traffic.ts';

/** Versions of one application, and who decided which one serves. */
export function ModelPage({ name }: { name: string }) {
  const router = useRouter();
  const me = useMe();
  const mayWrite = can(me.data, 'models.write');
  const query = useModel(name);
  const metrics = useRecentMetrics({
    minutes: weekMinutes,
    model: name,
    groupBy: 'version',
    everyMs: 60_000,
  });
  const [moving, setMoving] = useState<{ version: number; alias: string } | null>(null);
  const columns = useMemo(
    () =>
      versionColumns({
        model: name,
        traffic: metrics.data && trafficByVersion(metrics.data),
        onMove: mayWrite ? (version, alias) => setMoving({ version, alias }) : null,
      }),
    [name, metrics.data, mayWrite],
  );
  const model = query.data;
  const register = mayWrite && model && (
    <Button asChild variant="primary">
      <Link href={registerHref(name)}>
        <Plus aria-hidden />
        Register version
      </Link>
    </Button>
  );
  return (
    <>
      <PageHeader
        title={name}
        badges={model?.endpoints.map((endpoint) => (
          <Link
            key={endpoint}
            href={`/endpoints/${encodeURIComponent(endpoint)}`}
            className="hover:underline"
          >
            <Badge>served by {endpoint}</Badge>
          </Link>
        ))}
        description={model?.description || 'Versions of one application; a version never changes.'}
        actions={register}
      />
      <div className="flex flex-col gap-4">
        <DataTable
          label="Versions"
          columns={columns}
          rows={model?.versions}
          rowKey={(version) => String(version.number)}
          error={query.error}
          onRetry={() => void query.refetch()}
          onOpen={(version) => router.push(versionHref(name, version.number))}
          sort={{ by: 'number', order: 'desc' }}
          skeletonRows={3}
          empty={
            <EmptyState icon={GitCommitHorizontal} title="No version yet" action={register}>
              A version is one document that says everything between a question and its answer. The first one
              starts from a sound default.
            </EmptyState>
          }
        />
        {model && (
          <Card title="Alias history" description="Every move, newest first.">
            <AliasLog model={name} moves={model.aliasMoves} />
          </Card>
        )}
      </div>
      {model && moving && <MoveAliasDialog model={model} {...moving} onClose={() => setMoving(null)} />}
    </>
  );
}
