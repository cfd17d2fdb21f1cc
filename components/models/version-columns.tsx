'use client';

import { ArrowUpRight, AtSign, Ellipsis, Tag } from 'lucide-react';
import Link from 'next/link';
import { Sparkline } from '#components/charts/sparkline.tsx';
import type { Column } from '#components/ui/data-table.tsx';
import { DropdownMenu, MenuItem } from '#components/ui/dropdown-menu.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Count } from '#components/ui/numbers.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import type { ModelVersionSummary } from '#lib/registry/schemas.ts';
import { AliasBadge } from './alias-badge.tsx';
import { versionHref } from './hrefs.ts';
import type { VersionTraffic } from './version-traffic.ts';

export interface VersionColumnsInput {
  model: string;
  /** Undefined while it is not known. */
  traffic: ReadonlyMap<number, VersionTraffic> | undefined;
  /** Opens the dialog; an empty alias lets the person name one. Null for those who may not. */
  onMove: ((version: number, alias: string) => void) | null;
}

type VersionColumn = Column<ModelVersionSummary>;

export function versionColumns({ model, traffic, onMove }: VersionColumnsInput): VersionColumn[] {
  return [
    {
      id: 'number',
      header: 'Version',
      alwaysShown: true,
      className: 'whitespace-nowrap',
      sortValue: (version) => version.number,
      cell: (version) => (
        <span className="flex items-center gap-1.5">
          <Link href={versionHref(model, version.number)} className="font-medium hover:underline">
            Version {version.number}
          </Link>
          {version.aliases.map((alias) => (
            <AliasBadge key={alias} alias={alias} />
          ))}
        </span>
      ),
    },
    {
      id: 'description',
      header: 'Description',
      className: 'max-w-0 w-full min-w-40 truncate max-md:hidden',
      cell: (version) => <span title={version.description}>{version.description || '–'}</span>,
    },
    {
      id: 'provider',
      header: 'Generates with',
      className: 'whitespace-nowrap max-sm:hidden',
      cell: (version) => `${version.provider} · ${version.providerModel}`,
    },
    {
      id: 'knowledge',
      header: 'Knowledge',
      className: 'whitespace-nowrap max-lg:hidden',
      cell: (version) => version.knowledge ?? 'none',
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
      className: 'whitespace-nowrap',
      sortValue: (version) => version.createdAt,
      cell: (version) => (
        <>
          <RelativeTime at={version.createdAt} />
          <span className="text-muted-foreground max-md:hidden"> by {version.createdBy}</span>
        </>
      ),
    },
    ...(onMove === null ? [] : [actionsColumn(model, onMove)]),
  ];
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

function actionsColumn(model: string, onMove: NonNullable<VersionColumnsInput['onMove']>): VersionColumn {
  return {
    id: 'actions',
    header: 'Actions',
    alwaysShown: true,
    className: 'w-20 text-right',
    cell: (version) => (
      <DropdownMenu
        returnFocus={false}
        trigger={
          <IconButton label={`Actions for version ${version.number}`} icon={<Ellipsis aria-hidden />} />
        }
      >
        <MenuItem
          icon={<AtSign aria-hidden />}
          disabled={version.aliases.includes('champion')}
          onSelect={() => onMove(version.number, 'champion')}
        >
          Move @champion here
        </MenuItem>
        <MenuItem icon={<Tag aria-hidden />} onSelect={() => onMove(version.number, '')}>
          Point another alias here…
        </MenuItem>
        <MenuItem asChild>
          <Link href={versionHref(model, version.number)}>
            <ArrowUpRight aria-hidden />
            Open version {version.number}
          </Link>
        </MenuItem>
      </DropdownMenu>
    ),
  };
}
