'use client';

import { AtSign, Rocket, Undo2 } from 'lucide-react';
import Link from 'next/link';
import { parseAsString, useQueryState } from 'nuqs';
import { useMemo, useState } from 'react';
import { Badge, StatusBadge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { CodeBlock } from '#components/ui/code-block.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { UrlTabs } from '#components/ui/tabs.tsx';
import type { ModelDetail, ModelVersion } from '#lib/registry/schemas.ts';
import { AliasBadge } from './alias-badge.tsx';
import { DecisionLog } from './decision-log.tsx';
import { decisionsAbout, decisionsOf } from './decisions.ts';
import { formWords } from './form-words.ts';
import { promoteHref } from './hrefs.ts';
import { useModel, useVersion } from './queries.ts';
import { StageBadge } from './stage-badge.tsx';
import { TryVersion } from './try-version.tsx';
import { useRestore } from './use-restore.ts';
import { useRights } from './use-rights.ts';
import { nextPromotion } from './version-choices.ts';
import { type VersionAction, VersionDialogs } from './version-dialogs.tsx';
import { VersionMenu } from './version-menu.tsx';
import { VersionOverview } from './version-overview.tsx';

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

interface LoadedProps {
  model: ModelDetail;
  version: ModelVersion;
}

function Loaded({ model, version }: LoadedProps) {
  const rights = useRights(model.name);
  const [moving, setMoving] = useQueryState('move', parseAsString);
  const [action, setAction] = useState<VersionAction | null>(null);
  const decisions = useMemo(() => decisionsAbout(decisionsOf(model), version.number), [model, version]);
  const { number } = version;
  const moved = moving !== null && !version.aliases.includes(moving);
  return (
    <>
      <PageHeader
        title={`${model.name} version ${number}`}
        badges={
          <>
            {version.deletedAt === null ? (
              <StageBadge stage={version.stage} />
            ) : (
              <StatusBadge tone="neutral">deleted</StatusBadge>
            )}
            <Badge>{formWords[version.form].label}</Badge>
            {version.aliases.map((alias) => (
              <AliasBadge key={alias} alias={alias} />
            ))}
          </>
        }
        actions={
          <>
            <Actions version={version} onMove={() => void setMoving('champion')} />
            <VersionMenu model={model} version={version} rights={rights} onAction={setAction} />
          </>
        }
      />
      <UrlTabs
        label="Views of the version"
        items={[
          {
            value: 'overview',
            label: 'Overview',
            content: <VersionOverview version={version} rights={rights} />,
          },
          { value: 'try', label: 'Try it', content: <TryVersion key={number} version={version} /> },
          {
            value: 'history',
            label: 'History',
            count: decisions.length,
            content: (
              <DecisionLog
                model={model.name}
                decisions={decisions}
                empty="Nothing was decided about it yet."
              />
            ),
          },
          { value: 'yaml', label: 'YAML', content: <CodeBlock code={version.yaml} title="YAML" /> },
        ]}
      />
      <VersionDialogs
        model={model}
        action={moved ? { kind: 'alias', number, alias: moving } : action}
        onClose={() => {
          setAction(null);
          void setMoving(null);
        }}
      />
    </>
  );
}

/** The next step of the version's life, and the quieter one beside it. */
function Actions({ version, onMove }: { version: ModelVersion; onMove: () => void }) {
  const rights = useRights(version.model);
  const restore = useRestore(version.model);
  const { number } = version;
  if (version.deletedAt !== null) {
    return (
      rights.write && (
        <Button variant="primary" onClick={() => restore(number)}>
          <Undo2 aria-hidden />
          Restore version {number}
        </Button>
      )
    );
  }
  if (!rights.promote) return null;
  const to = nextPromotion(version.stage);
  return (
    <>
      {!version.aliases.includes('champion') && (
        <Button onClick={onMove}>
          <AtSign aria-hidden />
          Move @champion here
        </Button>
      )}
      {version.stage !== 'production' && (
        <Button asChild variant="primary">
          <Link href={promoteHref(version.model, number, to)}>
            <Rocket aria-hidden />
            Promote to {to}
          </Link>
        </Button>
      )}
    </>
  );
}
