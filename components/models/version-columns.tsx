'use client';

import Link from 'next/link';
import { Sparkline } from '#components/charts/sparkline.tsx';
import { Badge, StatusBadge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import type { Column } from '#components/ui/data-table.tsx';
import { Count } from '#components/ui/numbers.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { type ModelDetail, type ModelVersionSummary, stages } from '#lib/registry/schemas.ts';
import { AliasBadge } from './alias-badge.tsx';
import { formWords } from './form-words.ts';
import { versionHref } from './hrefs.ts';
import { modelText } from './pipeline-steps.ts';
import { StageBadge } from './stage-badge.tsx';
import { TagList } from './tag-list.tsx';
import type { VersionAction } from './version-dialogs.tsx';
import { VersionMenu, type VersionRights } from './version-menu.tsx';
import type { VersionTraffic } from './version-traffic.ts';

export interface VersionColumnsInput {
  model: ModelDetail;
  /** Undefined while it is not known. */
  traffic: ReadonlyMap<number, VersionTraffic> | undefined;
  rights: VersionRights;
  /** Numbers chosen to be compared. */
  chosen: readonly number[];
  onChoose: (number: number) => void;
  onRestore: (number: number) => void;
  onAction: (action: VersionAction) => void;
}

type VersionColumn = Column<ModelVersionSummary>;

export function versionColumns(input: VersionColumnsInput): VersionColumn[] {
  const { model, traffic } = input;
  return [
    chooseColumn(input),
    {
      id: 'number',
      header: 'Version',
      alwaysShown: true,
      className: 'whitespace-nowrap',
      sortValue: (version) => version.number,
      cell: (version) => (
        <span className="flex flex-wrap items-center gap-1.5">
          <Link href={versionHref(model.name, version.number)} className="font-medium hover:underline">
            Version {version.number}
          </Link>
          {version.aliases.map((alias) => (
            <AliasBadge key={alias} alias={alias} />
          ))}
        </span>
      ),
    },
    {
      id: 'stage',
      header: 'Stage',
      className: 'whitespace-nowrap',
      sortValue: (version) => stages.indexOf(version.stage),
      cell: (version) =>
        version.deletedAt === null ? (
          <StageBadge stage={version.stage} />
        ) : (
          <StatusBadge tone="neutral">deleted</StatusBadge>
        ),
    },
    {
      id: 'description',
      header: 'Description',
      className: 'max-w-0 w-full min-w-40 truncate max-md:hidden',
      cell: (version) => <span title={version.description}>{version.description || '–'}</span>,
    },
    {
      id: 'form',
      header: 'Form',
      className: 'whitespace-nowrap max-lg:hidden',
      sortValue: (version) => formWords[version.form].label,
      cell: (version) => <Badge>{formWords[version.form].label}</Badge>,
    },
    {
      id: 'provider',
      header: 'Generates with',
      className: 'whitespace-nowrap max-sm:hidden',
      cell: (version) => modelText({ provider: version.provider, name: version.providerModel }),
    },
    {
      id: 'knowledge',
      header: 'Knowledge',
      className: 'whitespace-nowrap max-lg:hidden',
      cell: (version) => version.knowledge ?? 'none',
    },
    {
      id: 'tags',
      header: 'Tags',
      className: 'min-w-24 max-lg:hidden',
      cell: (version) => <TagList tags={version.tags} />,
    },
    {
      id: 'requests',
      header: 'Requests, 7 days',
      align: 'right',
      className: 'whitespace-nowrap max-lg:hidden',
      sortValue: (version) => traffic?.get(version.number)?.requests ?? 0,
      cell: (version) => <Requests traffic={traffic?.get(version.number)} />,
    },
    {
      id: 'by',
      header: 'Registered',
      className: 'whitespace-nowrap max-sm:hidden',
      sortValue: (version) => version.createdAt,
      cell: (version) => (
        <>
          <RelativeTime at={version.createdAt} />
          <span className="text-muted-foreground max-md:hidden"> by {version.createdBy}</span>
        </>
      ),
    },
    actionsColumn(input),
  ];
}

function chooseColumn({ chosen, onChoose }: VersionColumnsInput): VersionColumn {
  return {
    id: 'choose',
    header: 'Compare',
    alwaysShown: true,
    className: 'w-0',
    cell: (version) => (
      <Checkbox
        className="align-middle"
        aria-label={`Choose version ${version.number} to compare`}
        checked={chosen.includes(version.number)}
        onCheckedChange={() => onChoose(version.number)}
      />
    ),
  };
}

function Requests({ traffic }: { traffic: VersionTraffic | undefined }) {
  if (traffic === undefined) return <span className="text-muted-foreground">0</span>;
  return (
    <span className="inline-flex items-center gap-2">
      <Sparkline values={traffic.series} label="Requests in the last 7 days" width={64} height={18} />
      <Count value={traffic.requests} compact />
    </span>
  );
}

function actionsColumn({ model, rights, onAction, onRestore }: VersionColumnsInput): VersionColumn {
  return {
    id: 'actions',
    header: 'Actions',
    alwaysShown: true,
    className: 'w-20 text-right whitespace-nowrap',
    cell: (version) =>
      version.deletedAt !== null && rights.write ? (
        <Button
          size="sm"
          aria-label={`Restore version ${version.number}`}
          onClick={() => onRestore(version.number)}
        >
          Restore
        </Button>
      ) : (
        <VersionMenu model={model} version={version} rights={rights} onAction={onAction} withOpen />
      ),
  };
}
