import Link from 'next/link';
import type { Column } from '#components/ui/data-table.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import type { ModelSummary, Stage } from '#lib/registry/schemas.ts';
import { AliasBadge } from './alias-badge.tsx';
import { modelHref, versionHref } from './hrefs.ts';
import { ServingEndpoints } from './model-about.tsx';
import { StageBadge } from './stage-badge.tsx';
import { TagList } from './tag-list.tsx';

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
    id: 'stages',
    header: 'Stages',
    className: 'whitespace-nowrap',
    sortValue: (model) => model.stages.production[0] ?? null,
    cell: (model) => <Stages model={model} />,
  },
  {
    id: 'aliases',
    header: 'Aliases',
    className: 'min-w-32 max-sm:hidden',
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
    className: 'min-w-40 max-md:hidden',
    cell: (model) => <ServingEndpoints model={model} none="no endpoint" />,
  },
  {
    id: 'tags',
    header: 'Tags',
    className: 'min-w-28 max-lg:hidden',
    cell: (model) => <TagList tags={model.tags} />,
  },
  {
    id: 'updated',
    header: 'Updated',
    className: 'whitespace-nowrap max-md:hidden',
    sortValue: (model) => model.updatedAt,
    cell: (model) => <RelativeTime at={model.updatedAt} />,
  },
];

const shownStages = ['production', 'staging'] as const satisfies readonly Stage[];

/** What each stage means: the highest version in it. */
function Stages({ model }: { model: ModelSummary }) {
  const tops = shownStages.flatMap((stage) => {
    const version = model.stages[stage][0];
    return version === undefined ? [] : [{ stage, version }];
  });
  if (tops.length === 0) return <span className="text-muted-foreground">none</span>;
  return (
    <span className="flex flex-wrap gap-1">
      {tops.map(({ stage, version }) => (
        <Link key={stage} href={versionHref(model.name, version)}>
          <StageBadge stage={stage} version={version} />
        </Link>
      ))}
    </span>
  );
}
