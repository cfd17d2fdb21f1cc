import Link from 'next/link';
import { Badge } from '#components/ui/badge.tsx';
import type { Column } from '#components/ui/data-table.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import type { ModelSummary } from '#lib/registry/schemas.ts';
import { AliasBadge } from './alias-badge.tsx';
import { modelHref } from './hrefs.ts';

export const modelColumns: readonly Column<ModelSummary>[] = [
  {
    id: 'name',
    header: 'Model',
    alwaysShown: true,
    className: 'max-w-0 w-full min-w-44',
    sortValue: (model) => model.name,
    cell: (model) => (
      <div className="min-w-0 py-0.5">
        <Link href={modelHref(model.name)} className="block truncate font-medium hover:underline">
          {model.name}
        </Link>
        {model.description !== '' && (
          <p className="truncate text-muted-foreground text-sm" title={model.description}>
            {model.description}
          </p>
        )}
      </div>
    ),
  },
  {
    id: 'latest',
    header: 'Latest',
    align: 'right',
    className: 'whitespace-nowrap',
    sortValue: (model) => model.latestVersion,
    cell: (model) => (model.latestVersion === null ? 'no version' : `v${model.latestVersion}`),
  },
  {
    id: 'aliases',
    header: 'Aliases',
    className: 'min-w-32',
    cell: (model) => (
      <div className="flex flex-wrap gap-1">
        {model.aliases.length === 0 && <span className="text-muted-foreground">none</span>}
        {model.aliases.map(({ alias, version }) => (
          <AliasBadge key={alias} alias={alias} version={version} />
        ))}
      </div>
    ),
  },
  {
    id: 'endpoints',
    header: 'Served by',
    className: 'min-w-32 max-sm:hidden',
    cell: (model) => (
      <div className="flex flex-wrap gap-1">
        {model.endpoints.length === 0 && <span className="text-muted-foreground">no endpoint</span>}
        {model.endpoints.map((endpoint) => (
          <Link
            key={endpoint}
            href={`/endpoints/${encodeURIComponent(endpoint)}`}
            className="hover:underline"
          >
            <Badge>{endpoint}</Badge>
          </Link>
        ))}
      </div>
    ),
  },
  {
    id: 'updated',
    header: 'Updated',
    className: 'whitespace-nowrap max-md:hidden',
    sortValue: (model) => model.updatedAt,
    cell: (model) => <RelativeTime at={model.updatedAt} />,
  },
];
