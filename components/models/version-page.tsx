'use client';

import { AtSign, Plus } from 'lucide-react';
import Link from 'next/link';
import { parseAsString, useQueryState } from 'nuqs';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { CodeBlock } from '#components/ui/code-block.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { UrlTabs } from '#components/ui/tabs.tsx';
import { can, useMe } from '#lib/client/use-me.ts';
import type { ModelDetail, ModelVersion } from '#lib/registry/schemas.ts';
import { AliasBadge } from './alias-badge.tsx';
import { registerHref } from './hrefs.ts';
import { LineDiff } from './line-diff.tsx';
import { MoveAliasDialog } from './move-alias-dialog.tsx';
import { Pipeline } from './pipeline.tsx';
import { useModel, useVersion } from './queries.ts';
import { Lineage } from './version-facts.tsx';
import { VersionResults } from './version-results.tsx';
import { WhereItServes } from './where-it-serves.tsx';

interface VersionPageProps {
  name: string;
  number: number;
}

/** What it is, where it serves, how it did, what it came from. */
export function VersionPage({ name, number }: VersionPageProps) {
  const model = useModel(name);
  const version = useVersion(name, number);
  const error = version.error ?? model.error;
  if (version.data && model.data) return <Loaded model={model.data} version={version.data} />;
  if (error) {
    const retry = () => void Promise.all([model.refetch(), version.refetch()]);
    return <ErrorState error={error} title="This version could not be loaded." onRetry={retry} />;
  }
  return (
    <div className="flex flex-col gap-4" aria-busy="true">
      <Skeleton className="h-8 w-1/2" />
      <Skeleton className="h-40 w-full" />
      <Skeleton className="h-32 w-full" />
    </div>
  );
}

function Loaded({ model, version }: { model: ModelDetail; version: ModelVersion }) {
  const me = useMe();
  const [moving, setMoving] = useQueryState('move', parseAsString);
  const isChampion = version.aliases.includes('champion');
  return (
    <>
      <PageHeader
        title={`${model.name} version ${version.number}`}
        badges={version.aliases.map((alias) => <AliasBadge key={alias} alias={alias} />)}
        description={version.description || undefined}
        actions={
          can(me.data, 'models.write') && (
            <>
              <Button asChild>
                <Link href={registerHref(model.name)}>
                  <Plus aria-hidden />
                  Register version
                </Link>
              </Button>
              {!isChampion && (
                <Button variant="primary" onClick={() => void setMoving('champion')}>
                  <AtSign aria-hidden />
                  Move @champion here
                </Button>
              )}
            </>
          )
        }
      />
      <div className="flex flex-col gap-4">
        <Card title="Pipeline" description="What happens between a question and its answer.">
          <Pipeline chain={version.chain} />
        </Card>
        <Card title="Results" description="In the last 7 days, on all endpoints.">
          <VersionResults model={model.name} version={version.number} />
        </Card>
        <div className="grid gap-4 lg:grid-cols-2">
          <Card title="Where it serves">
            <WhereItServes model={model.name} version={version} />
          </Card>
          <Card title="Lineage">
            <Lineage version={version} />
          </Card>
        </div>
        <UrlTabs
          label="Chain document"
          className="mt-2"
          items={[
            {
              value: 'yaml',
              label: 'Chain as YAML',
              content: <CodeBlock code={version.yaml} title="YAML" />,
            },
            {
              value: 'differences',
              label: 'Differences',
              content: <Differences model={model} version={version} />,
            },
          ]}
        />
      </div>
      {moving !== null && !(moving === 'champion' && isChampion) && (
        <MoveAliasDialog
          model={model}
          version={version.number}
          alias={moving}
          onClose={() => void setMoving(null)}
        />
      )}
    </>
  );
}

function Differences({ model, version }: { model: ModelDetail; version: ModelVersion }) {
  const before = model.versions.find(({ number }) => number < version.number)?.number ?? null;
  const previous = useVersion(model.name, before);
  if (before === null) return <p className="text-muted-foreground">This is the first version.</p>;
  if (previous.data) {
    return (
      <LineDiff
        before={previous.data.yaml}
        after={version.yaml}
        label={`Version ${before} → version ${version.number}`}
      />
    );
  }
  return previous.error ? (
    <ErrorState error={previous.error} onRetry={() => void previous.refetch()} />
  ) : (
    <Skeleton className="h-24 w-full" />
  );
}
