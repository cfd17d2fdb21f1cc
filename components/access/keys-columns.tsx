'use client';

import { StatusBadge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import type { Column } from '#components/ui/data-table.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import type { ApiKeySummary, Permission } from '#lib/access/schemas.ts';
import { permissionWords } from './words.ts';

interface KeysColumnsInput {
  /** Everybody's keys: say whose. */
  withOwner: boolean;
  onRevoke: (key: ApiKeySummary) => void;
}

export function keysColumns({ withOwner, onRevoke }: KeysColumnsInput): Column<ApiKeySummary>[] {
  const owner: Column<ApiKeySummary> = {
    id: 'owner',
    header: 'Owner',
    className: 'max-sm:hidden',
    cell: (key) => (
      <div title={key.owner.email} className="max-w-48 truncate">
        {key.owner.name}
      </div>
    ),
  };
  return [
    {
      id: 'name',
      header: 'Name',
      alwaysShown: true,
      cell: (key) => (
        <div className="min-w-36">
          <div className="font-medium [overflow-wrap:anywhere]">{key.name}</div>
          <code className="font-mono text-muted-foreground text-xs">{key.prefix}…</code>
        </div>
      ),
    },
    ...(withOwner ? [owner] : []),
    {
      id: 'permissions',
      header: 'May',
      className: 'max-md:hidden',
      cell: (key) => <Permissions permissions={key.permissions} />,
    },
    {
      id: 'endpoints',
      header: 'Endpoints',
      className: 'max-lg:hidden',
      cell: (key) => <Endpoints names={key.endpoints} />,
    },
    {
      id: 'lastUsedAt',
      header: 'Last used',
      className: 'whitespace-nowrap max-sm:hidden',
      cell: (key) => <RelativeTime at={key.lastUsedAt} />,
    },
    {
      id: 'expiresAt',
      header: 'Expires',
      className: 'whitespace-nowrap max-md:hidden',
      cell: (key) => <RelativeTime at={key.expiresAt} />,
    },
    { id: 'state', header: 'State', cell: (key) => <KeyState apiKey={key} /> },
    {
      id: 'actions',
      header: 'Actions',
      alwaysShown: true,
      className: 'w-20 text-right',
      cell: (key) =>
        key.revokedAt === null && (
          <Button size="sm" variant="danger" aria-label={`Revoke ${key.name}`} onClick={() => onRevoke(key)}>
            Revoke
          </Button>
        ),
    },
  ];
}

function KeyState({ apiKey }: { apiKey: ApiKeySummary }) {
  if (apiKey.revokedAt !== null) return <StatusBadge tone="neutral">Revoked</StatusBadge>;
  const expired = apiKey.expiresAt !== null && Date.parse(apiKey.expiresAt) <= Date.now();
  return expired ? (
    <StatusBadge tone="warn">Expired</StatusBadge>
  ) : (
    <StatusBadge tone="ok">Active</StatusBadge>
  );
}

function Permissions({ permissions }: { permissions: readonly Permission[] }) {
  const words = permissions.map((permission) => permissionWords[permission]);
  if (words.length === 0) return <span className="text-muted-foreground">Nothing</span>;
  const more = words.length - 1;
  return (
    <span title={words.join('\n')} className="text-sm">
      {words[0]}
      {more > 0 && <span className="text-muted-foreground"> and {more} more</span>}
    </span>
  );
}

function Endpoints({ names }: { names: readonly string[] }) {
  if (names.length === 0) return <span className="text-muted-foreground text-sm">All</span>;
  const more = names.length - 1;
  return (
    <span title={names.join('\n')} className="text-sm">
      {names[0]}
      {more > 0 && <span className="text-muted-foreground"> and {more} more</span>}
    </span>
  );
}
