import Link from 'next/link';
import { TagList } from '#components/models/tag-list.tsx';
import type { Column } from '#components/ui/data-table.tsx';
import { Count } from '#components/ui/numbers.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import type { Experiment } from '#lib/tracking/schemas.ts';
import { experimentHref } from './hrefs.ts';
import { ownTags } from './run-tags.ts';

export const experimentColumns: readonly Column<Experiment>[] = [
  {
    id: 'name',
    header: 'Experiment',
    alwaysShown: true,
    className: 'max-w-0 w-full min-w-44',
    sortValue: (experiment) => experiment.name,
    cell: (experiment) => (
      <div className="min-w-0 py-0.5">
        <Link href={experimentHref(experiment.id)} className="block truncate font-medium hover:underline">
          {experiment.name}
        </Link>
        {experiment.description !== '' && (
          <p className="truncate text-muted-foreground text-sm" title={experiment.description}>
            {experiment.description}
          </p>
        )}
      </div>
    ),
  },
  {
    id: 'runs',
    header: 'Runs',
    align: 'right',
    className: 'whitespace-nowrap',
    sortValue: (experiment) => experiment.runs,
    cell: (experiment) => <Count value={experiment.runs} />,
  },
  {
    id: 'lastRun',
    header: 'Last run',
    className: 'whitespace-nowrap',
    sortValue: (experiment) => experiment.lastRunAt,
    cell: (experiment) => <RelativeTime at={experiment.lastRunAt} />,
  },
  {
    id: 'tags',
    header: 'Tags',
    className: 'min-w-28 max-md:hidden',
    cell: (experiment) => <TagList tags={ownTags(experiment.tags)} />,
  },
  {
    id: 'id',
    header: 'Id',
    align: 'right',
    initiallyHidden: true,
    sortValue: (experiment) => Number(experiment.id),
    cell: (experiment) => experiment.id,
  },
];
