'use client';

import { LayoutDashboard } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { SearchInput } from '#components/ui/search-input.tsx';
import { Select } from '#components/ui/select.tsx';
import { useListState } from '#components/ui/use-list-state.ts';
import { can, useMe } from '#lib/client/use-me.ts';
import type { DashboardSummary } from '#lib/dashboards/schemas.ts';
import { dashboardHref, useCreateDashboard, useDashboards } from './queries.ts';
import { TemplateGallery } from './template-gallery.tsx';

const pageSize = 50;
const whoseValues = ['all', 'mine', 'shared'] as const;
const whoseLabels = { all: 'Mine and shared', mine: 'Mine', shared: 'Shared by others' } as const;

/** What people keep an eye on: their own dashboards, and those others share. */
export function DashboardsPage() {
  const me = useMe();
  const router = useRouter();
  const list = useListState({ by: 'updatedAt', order: 'desc' });
  const [whose, setWhose] = useQueryState('whose', parseAsStringLiteral(whoseValues).withDefault('all'));
  const { q, sort, page } = list;
  const by = sort.by === 'name' ? 'name' : 'updatedAt';
  const query = useDashboards({ q, whose, sort: by, order: sort.order, page, pageSize });
  const create = useCreateDashboard();
  const mayOwn = can(me.data, 'dashboards.own');
  const none = query.data?.total === 0 && q === '' && whose === 'all';
  return (
    <>
      <PageHeader
        title="Dashboards"
        description="The metrics you keep an eye on, side by side."
        actions={
          mayOwn && (
            <Button
              variant="primary"
              busy={create.isPending}
              onClick={() =>
                create.mutate(
                  { name: 'New dashboard' },
                  { onSuccess: ({ id }) => router.push(`${dashboardHref(id)}?edit=true`) },
                )
              }
            >
              New dashboard
            </Button>
          )
        }
      />
      <div className="flex flex-col gap-6">
        {none && mayOwn ? (
          <>
            <EmptyState icon={LayoutDashboard} title="No dashboard yet">
              Begin with a template and change what you like, or save what you find in{' '}
              <Link href="/explore" className="text-accent-text underline-offset-4 hover:underline">
                Explore
              </Link>{' '}
              as panels.
            </EmptyState>
            <TemplateGallery />
          </>
        ) : (
          <>
            <DataTable
              label="Dashboards"
              columns={columns}
              rows={query.data?.items}
              rowKey={({ id }) => id}
              error={query.error}
              onRetry={() => void query.refetch()}
              onOpen={({ id }) => router.push(dashboardHref(id))}
              sort={{ by, order: sort.order }}
              onSort={list.setSort}
              toolbar={
                <>
                  <SearchInput label="Search dashboards" value={q} onSearch={list.setQ} />
                  <Select
                    aria-label="Whose"
                    className="w-auto min-w-40"
                    value={whose}
                    onValueChange={(value) => {
                      void setWhose(value);
                      list.setPage(1);
                    }}
                    options={whoseValues.map((value) => ({ value, label: whoseLabels[value] }))}
                  />
                </>
              }
              footer={
                <Pagination
                  page={page}
                  pageSize={pageSize}
                  total={query.data?.total ?? 0}
                  onPage={list.setPage}
                />
              }
              empty={
                <EmptyState icon={LayoutDashboard} title="No dashboard fits">
                  {none ? 'Nobody has shared one yet.' : 'Search for something else, or show all.'}
                </EmptyState>
              }
            />
            {mayOwn && query.data !== undefined && query.data.total < 5 && q === '' && <TemplateGallery />}
          </>
        )}
      </div>
    </>
  );
}

const columns: Column<DashboardSummary>[] = [
  {
    id: 'name',
    header: 'Name',
    alwaysShown: true,
    sortable: true,
    cell: (row) => (
      <span className="flex flex-wrap items-center gap-2">
        <Link
          href={dashboardHref(row.id)}
          className="font-medium underline-offset-4 [overflow-wrap:anywhere] hover:underline"
        >
          {row.name}
        </Link>
        {row.visibility === 'everyone' && <Badge>shared</Badge>}
      </span>
    ),
  },
  {
    id: 'owner',
    header: 'Owner',
    className: 'max-sm:hidden',
    cell: ({ owner, mine }) => (mine && owner !== null ? 'you' : (owner?.name ?? 'nobody any more')),
  },
  {
    id: 'panels',
    header: 'Panels',
    align: 'right',
    className: 'max-sm:hidden w-20',
    cell: ({ panelCount }) => panelCount,
  },
  {
    id: 'updatedAt',
    header: 'Changed',
    sortable: true,
    className: 'w-32',
    cell: ({ updatedAt }) => <RelativeTime at={updatedAt} />,
  },
];
