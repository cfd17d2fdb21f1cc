'use client';

import { GitCommitHorizontal, GitCompareArrows } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { parseAsArrayOf, parseAsBoolean, parseAsInteger, useQueryState } from 'nuqs';
import { type ReactNode, useCallback, useId, useMemo } from 'react';
import { useRecentMetrics, weekMinutes } from '#components/endpoints/use-recent-metrics.ts';
import { Button } from '#components/ui/button.tsx';
import { DataTable } from '#components/ui/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Switch } from '#components/ui/switch.tsx';
import type { ModelDetail } from '#lib/registry/schemas.ts';
import { compareHref, versionHref } from './hrefs.ts';
import { useRestore } from './use-restore.ts';
import { versionColumns } from './version-columns.tsx';
import type { VersionAction } from './version-dialogs.tsx';
import type { VersionRights } from './version-menu.tsx';
import { trafficByVersion } from './version-traffic.ts';

interface VersionsTableProps {
  model: ModelDetail;
  rights: VersionRights;
  onAction: (action: VersionAction) => void;
  /** The first step while there is no version. */
  register: ReactNode;
}

const nobody: number[] = [];

/** Versions of one model; two of them can be chosen and compared. */
export function VersionsTable({ model, rights, onAction, register }: VersionsTableProps) {
  const router = useRouter();
  const switchId = useId();
  const [showDeleted, setShowDeleted] = useQueryState('deleted', parseAsBoolean.withDefault(false));
  const [chosen, setChosen] = useQueryState('chosen', parseAsArrayOf(parseAsInteger).withDefault(nobody));
  const restore = useRestore(model.name);
  const metrics = useRecentMetrics({
    minutes: weekMinutes,
    model: model.name,
    groupBy: 'version',
    everyMs: 60_000,
  });
  // A third choice takes the place of the first.
  const choose = useCallback(
    (number: number) =>
      void setChosen((now) =>
        now.includes(number) ? now.filter((one) => one !== number) : [...now, number].slice(-2),
      ),
    [setChosen],
  );
  const columns = useMemo(
    () =>
      versionColumns({
        model,
        traffic: metrics.data && trafficByVersion(metrics.data),
        rights,
        chosen,
        onChoose: choose,
        onRestore: restore,
        onAction,
      }),
    [model, metrics.data, rights, chosen, choose, restore, onAction],
  );
  const deleted = model.versions.filter(({ deletedAt }) => deletedAt !== null).length;
  const rows = showDeleted ? model.versions : model.versions.filter(({ deletedAt }) => deletedAt === null);
  return (
    <DataTable
      label="Versions"
      columns={columns}
      columnsKey="versions"
      rows={rows}
      rowKey={(version) => String(version.number)}
      onOpen={(version) => router.push(versionHref(model.name, version.number))}
      sort={{ by: 'number', order: 'desc' }}
      toolbar={
        <>
          <CompareChosen model={model.name} chosen={chosen} />
          {deleted > 0 && (
            <span className="flex items-center gap-2 text-sm">
              <Switch
                id={switchId}
                checked={showDeleted}
                onCheckedChange={(on) => void setShowDeleted(on || null)}
              />
              <label htmlFor={switchId}>
                Show {deleted} deleted {deleted === 1 ? 'version' : 'versions'}
              </label>
            </span>
          )}
        </>
      }
      empty={
        <EmptyState icon={GitCommitHorizontal} title="No version yet" action={register}>
          A version is one document that says everything between a question and its answer. The first one
          starts from a sound default.
        </EmptyState>
      }
    />
  );
}

function CompareChosen({ model, chosen }: { model: string; chosen: readonly number[] }) {
  const [from, to] = [...chosen].sort((a, b) => a - b);
  if (from === undefined || to === undefined) {
    return (
      <p className="text-muted-foreground text-sm">
        {from === undefined
          ? 'Choose two versions to compare them.'
          : `Choose one more than version ${from}.`}
      </p>
    );
  }
  return (
    <Button asChild size="sm">
      <Link href={compareHref(model, from, to)}>
        <GitCompareArrows aria-hidden />
        Compare versions {from} and {to}
      </Link>
    </Button>
  );
}
