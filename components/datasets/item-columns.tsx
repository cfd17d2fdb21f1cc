import { Badge } from '#components/ui/badge.tsx';
import type { Column } from '#components/ui/data-table.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import type { DatasetItem } from '#lib/datasets/schemas.ts';

export const itemColumns: readonly Column<DatasetItem>[] = [
  {
    id: 'question',
    header: 'Question',
    className: 'min-w-48 w-1/2 max-w-0',
    cell: ({ question }) => (
      <span className="block truncate" title={question}>
        {question}
      </span>
    ),
  },
  {
    id: 'expected',
    header: 'Expected answer',
    className: 'min-w-40 w-1/2 max-w-0 max-md:hidden',
    cell: ({ expected }) => (
      <span className="block truncate">
        {expected ?? <span className="text-muted-foreground">not said yet</span>}
      </span>
    ),
  },
  {
    id: 'labels',
    header: 'Labels',
    className: 'max-lg:hidden',
    cell: ({ labels }) => (
      <span className="flex gap-1">
        {labels.map((label) => (
          <Badge key={label}>{label}</Badge>
        ))}
      </span>
    ),
  },
  { id: 'endpoint', header: 'Endpoint', className: 'max-lg:hidden', cell: ({ endpoint }) => endpoint },
  {
    id: 'createdAt',
    header: 'Added',
    className: 'whitespace-nowrap max-sm:hidden',
    cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
  },
];
